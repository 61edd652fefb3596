package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.perennial.client.Conversation;
import dev.perennial.client.ToolFunction;
import dev.perennial.client.Turn;
import java.io.PrintStream;

/** Java functions as tools: calls are run, and their results go back, until the model is done. */
final class Tools {

    /** What the function takes; the SDK makes the schema from it. */
    record Place(@JsonPropertyDescription("A city") String location) {}

    private Tools() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        ToolFunction weather = ToolFunction.of("get_weather", "Get weather", Place.class, place -> {
            out.printf("[looking at %s]%n", place.location());
            return "15 degrees, fog";
        });
        Conversation conversation =
                Conversation.with(client, model).tool(weather).build();
        Turn turn = conversation.say("What's the weather in San Francisco?", out::print);
        out.printf("%n[%d requests]%n", turn.requests());
    }
}
