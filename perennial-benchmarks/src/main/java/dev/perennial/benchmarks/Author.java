package dev.perennial.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;

/** Answers with thinking, a text and a call; where it is asked to go on, it goes on with the text as it is asked to. */
final class Author implements Brain {

    private static final String TEXT =
            "Dear reader, naïve as it sounds: streams break, and nobody tells you. ".repeat(3);

    @Override
    public Reply reply(Prompt prompt) {
        if (!Prompt.asksToContinue(prompt.lastUserText())) {
            return Reply.of(
                    Reply.thinkingBlock("First I think about what was asked, and how to say it in a few words."),
                    Reply.textBlock(TEXT),
                    call());
        }
        String written = written(prompt);
        String rest = TEXT.startsWith(written) ? TEXT.substring(written.length()) : "";
        return rest.isEmpty() ? Reply.of(call()) : Reply.of(Reply.textBlock(goOn(written, rest, prompt)), call());
    }

    private static String goOn(String written, String rest, Prompt prompt) {
        return Manner.OBEDIENT
                .continuation(new Interrupted(written, rest, prompt.lastUserText()), prompt.seed())
                .text();
    }

    private static String written(Prompt prompt) {
        StringBuilder written = new StringBuilder();
        for (JsonNode message : prompt.messages()) {
            if (message.path("role").asText().equals("assistant")) {
                written.append(Prompt.text(message.path("content")));
            }
        }
        return written.toString();
    }

    private static ObjectNode call() {
        return Reply.toolUseBlock(
                "write_file",
                JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", "three wise words"));
    }
}
