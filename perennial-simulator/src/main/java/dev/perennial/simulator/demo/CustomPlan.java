package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls a tool that is known only by its schema, if the request speaks of what the tool is for. */
final class CustomPlan {

    private static final Set<String> COMMON = Set.copyOf(List.of(
            ("the and for with that this from into your you are can use used uses using tool tools get gets set sets given when what which returns return returned current"
                            + " value values data information info file files user request text make create does will have has all any one its name named new please tell give how about much many like out not")
                    .split(" ")));

    private CustomPlan() {}

    /** The tool that shares most words with the request, if any does. */
    static Optional<JsonNode> match(Toolbox tools, String request) {
        Set<String> words = words(request);
        JsonNode best = null;
        int most = 0;
        for (JsonNode tool : tools.custom()) {
            String name = tool.path("name").asText().replaceAll("([a-z])([A-Z])", "$1 $2");
            int score = 3 * common(words, words(name))
                    + common(words, words(tool.path("description").asText()))
                    + (request.contains(tool.path("name").asText()) ? 10 : 0);
            if (score > most) {
                best = tool;
                most = score;
            }
        }
        return most >= 2 ? Optional.ofNullable(best) : Optional.empty();
    }

    private static int common(Set<String> some, Set<String> others) {
        return (int) some.stream()
                .filter(word -> others.stream().anyMatch(other -> same(word, other)))
                .count();
    }

    private static boolean same(String word, String other) {
        int stem = Math.min(
                Math.max(4, Math.min(word.length(), other.length()) - 2), Math.min(word.length(), other.length()));
        return word.equals(other) || (stem >= 5 && word.substring(0, stem).equals(other.substring(0, stem)));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+|_"))
                .filter(word -> word.length() > 2 && !COMMON.contains(word))
                .collect(Collectors.toSet());
    }

    static Call call(JsonNode tool, String request) {
        return new Call(tool.path("name").asText(), SchemaValues.object(tool.path("input_schema"), request));
    }

    static Step plan(JsonNode tool, String request) {
        Call call = call(tool, request);
        String thought = "The tool `" + call.tool()
                + "` fits the request. I fill in what its schema asks for from the user's words.";
        return Step.ask(thought, call, outcome -> new Step.Say(answer(call, outcome)));
    }

    private static String answer(Call call, Outcome outcome) {
        String text = outcome.text().strip();
        if (outcome.failed()) {
            return "I called `" + call.tool() + "` with `" + call.input() + "`, but it failed: " + text;
        }
        return text.isEmpty()
                ? "I called `" + call.tool() + "` with `" + call.input() + "`. It returned nothing."
                : "`" + call.tool() + "` says: " + text;
    }
}
