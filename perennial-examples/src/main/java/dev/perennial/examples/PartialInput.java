package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.InputJsonDelta;
import dev.perennial.client.MessageStream;
import dev.perennial.client.PartialJson;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The input of a tool as an object that grows, long before its JSON is whole. */
final class PartialInput {

    private static final Tool SAVE_NOTE = Tool.builder()
            .name("save_note")
            .description("Saves a note")
            .eagerInputStreaming(true)
            .inputSchema(Tool.InputSchema.builder()
                    .properties(Tool.InputSchema.Properties.builder()
                            .putAdditionalProperty("note", JsonValue.from(Map.of("type", "string")))
                            .build())
                    .required(List.of("note"))
                    .build())
            .build();

    private PartialInput() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addTool(SAVE_NOTE)
                .addUserMessage("Save the note \"The river rose in the night, and the bridge was gone\"")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            stream.forEach(event -> {
                switch (event) {
                    case InputJsonDelta delta ->
                        note(stream, delta.index()).ifPresent(note -> out.printf("so far: %s%n", note));
                    case BlockFinished finished
                    when finished.block().has("input") ->
                        out.printf("whole: %s%n", finished.block().path("input"));
                    default -> {}
                }
            });
        }
    }

    private static Optional<String> note(MessageStream stream, int index) {
        return stream.input(index).flatMap(input -> input.member("note")).flatMap(PartialJson::text);
    }
}
