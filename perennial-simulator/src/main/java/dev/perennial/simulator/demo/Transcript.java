package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Prompt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation as the brain reads it.
 *
 * @param request what the user asked last
 * @param earlier what the user asked before, oldest first
 * @param lastAnswer the text of the assistant before {@code request}, empty if there is none
 * @param rounds the tool calls made for {@code request} so far
 * @param prefill the text at the end that the reply has to go on from, empty if there is none
 */
record Transcript(String request, List<String> earlier, String lastAnswer, List<Round> rounds, String prefill) {

    Transcript {
        earlier = List.copyOf(earlier);
        rounds = List.copyOf(rounds);
    }

    static Transcript of(List<JsonNode> messages) {
        Reader reader = new Reader();
        Map<String, Outcome> outcomes = outcomes(messages);
        messages.forEach(message -> reader.read(message, outcomes));
        return reader.transcript();
    }

    private static Map<String, Outcome> outcomes(List<JsonNode> messages) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (JsonNode message : messages) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asText().equals("tool_result")) {
                    Outcome outcome = new Outcome(
                            Prompt.text(block.path("content")),
                            block.path("is_error").asBoolean());
                    outcomes.put(block.path("tool_use_id").asText(), outcome);
                }
            }
        }
        return outcomes;
    }

    /** Gathers the parts while it goes through the messages in order. */
    private static final class Reader {
        private final List<String> requests = new ArrayList<>();
        private final List<Round> rounds = new ArrayList<>();
        private String answer = "";
        private String answerBefore = "";
        private String prefill = "";

        void read(JsonNode message, Map<String, Outcome> outcomes) {
            if (message.path("role").asText().equals("assistant")) {
                readAssistant(message.path("content"), outcomes);
            } else if (message.path("role").asText().equals("user")) {
                readUser(Prompt.text(message.path("content")));
            }
        }

        private void readUser(String text) {
            prefill = "";
            if (text.isBlank()) {
                return;
            }
            requests.add(text.strip());
            rounds.clear();
            answerBefore = answer;
            answer = "";
        }

        private void readAssistant(JsonNode content, Map<String, Outcome> outcomes) {
            List<Call> calls = new ArrayList<>();
            List<Outcome> results = new ArrayList<>();
            for (JsonNode block : content) {
                if (block.path("type").asText().equals("tool_use")) {
                    calls.add(call(block));
                    results.add(outcomes.getOrDefault(block.path("id").asText(), Outcome.MISSING));
                }
            }
            String text = Prompt.text(content);
            answer = text.isBlank() ? answer : answer + text;
            prefill = calls.isEmpty() ? text : "";
            if (!calls.isEmpty()) {
                rounds.add(new Round(calls, results));
            }
        }

        private static Call call(JsonNode block) {
            ObjectNode input =
                    block.path("input") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            return new Call(block.path("name").asText(), input);
        }

        Transcript transcript() {
            String request = requests.isEmpty() ? "" : requests.getLast();
            List<String> earlier = requests.isEmpty() ? List.of() : requests.subList(0, requests.size() - 1);
            return new Transcript(request, earlier, answerBefore, rounds, prefill);
        }
    }
}
