package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import dev.perennial.client.MessageEvent.BlockStarted;
import dev.perennial.client.MessageEvent.InputJsonDelta;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Sees the model call a tool while it writes the call, and takes the finished calls from the message. */
final class ToolUse {

    private static final Tool GET_WEATHER = Tool.builder()
            .name("get_weather")
            .description("Get weather")
            .inputSchema(Tool.InputSchema.builder()
                    .properties(Tool.InputSchema.Properties.builder()
                            .putAdditionalProperty("location", JsonValue.from(Map.of("type", "string")))
                            .build())
                    .required(List.of("location"))
                    .build())
            .build();

    private ToolUse() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addTool(GET_WEATHER)
                .addUserMessage("What's the weather in San Francisco?")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            stream.forEach(event -> {
                switch (event) {
                    case BlockStarted started
                    when started.block().path("type").asText().equals("tool_use") ->
                        out.printf(
                                "[Tool call: %s]%n",
                                started.block().path("name").asText());
                    case TextDelta delta -> out.print(delta.text());
                    case InputJsonDelta delta -> out.print(delta.partialJson());
                    default -> {}
                }
            });
            stream.finalMessage().content().stream()
                    .filter(ContentBlock::isToolUse)
                    .map(ContentBlock::asToolUse)
                    .forEach(call -> out.printf("%nTool: %s%nInput: %s%n", call.name(), call._input()));
        }
    }
}
