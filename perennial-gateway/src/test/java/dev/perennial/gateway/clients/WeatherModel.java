package dev.perennial.gateway.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.simulator.text.TextBrain;
import java.util.List;

/**
 * What the model behind the gateway says: to a question with the word weather it thinks, speaks, and calls a tool for two
 * cities; to the word shell it runs a command; of results it gives a report; all else it answers with 1,500 characters.
 */
final class WeatherModel implements Brain {

    static final String THOUGHT =
            "Two cities are asked for, so I look both of them up before I say anything about either.";
    static final String SAID = "Let me look at both cities, one after the other.";

    private static final TextBrain WORDS = TextBrain.ofCharacters(1_500);

    private WeatherModel() {}

    /** One that goes on with answers that were cut off. */
    static Brain create() {
        return ResumingBrain.over(new WeatherModel());
    }

    @Override
    public Reply reply(Prompt prompt) {
        List<JsonNode> results = results(prompt);
        if (!results.isEmpty()) {
            return Reply.text(report(results));
        }
        if (offers(prompt, "weather") && prompt.lastUserText().contains("weather")) {
            return Reply.of(
                    Reply.thinkingBlock(THOUGHT), Reply.textBlock(SAID), weatherOf("Reykjavík"), weatherOf("Tōkyō"));
        }
        if (offers(prompt, "Bash") && prompt.lastUserText().contains("shell")) {
            return Reply.of(Reply.thinkingBlock(THOUGHT), Reply.textBlock(SAID), command());
        }
        return words(prompt.seed());
    }

    /** The same ones whatever is said: clients put numbers into their prompts that are none of the user's. */
    private static Reply words(long seed) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("messages").addObject().put("role", "user").put("content", "Say something.");
        return WORDS.reply(new Prompt(request, seed));
    }

    private static boolean offers(Prompt prompt, String tool) {
        return prompt.tools().stream().anyMatch(t -> t.path("name").asText().equals(tool));
    }

    private static ObjectNode weatherOf(String city) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("city", city).put("why", "Somebody \"asked\" for it: " + "rain, wind, sun; ".repeat(6));
        return Reply.toolUseBlock("weather", input);
    }

    private static ObjectNode command() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("command", "echo perennial-$((6*7)) # " + "and nothing else ".repeat(6));
        return Reply.toolUseBlock("Bash", input.put("description", "Says a word"));
    }

    private static List<JsonNode> results(Prompt prompt) {
        JsonNode content = prompt.messages().getLast().path("content");
        return content.valueStream()
                .filter(b -> b.path("type").asText().equals("tool_result"))
                .toList();
    }

    /** Clients add remarks of their own below. */
    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("nothing");
    }

    private static String report(List<JsonNode> results) {
        StringBuilder report = new StringBuilder("This is what I have found out.");
        for (JsonNode result : results) {
            report.append(" One place says: ")
                    .append(firstLine(Prompt.text(result.path("content"))))
                    .append('.');
        }
        return report.append(" It is the kind of thing that one likes to know.".repeat(12))
                .toString();
    }
}
