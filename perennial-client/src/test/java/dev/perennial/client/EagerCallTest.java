package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.EagerInput;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls that a program of the official SDK wants to see while they are written. */
final class EagerCallTest {

    private static final String BETA = "fine-grained-tool-streaming-2025-05-14";

    private static String call(String id) {
        return "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"write\",\"input\":{}}";
    }

    /** Breaks in its first call, then makes one with that text. */
    private static ScriptedServer breaking(String then) {
        AtomicInteger attempts = new AtomicInteger();
        return ScriptedServer.http(e -> {
            e.startStream();
            if (attempts.getAndIncrement() == 0) {
                e.chunk(Wire.START + Wire.blockStart(0, call("toolu_1")) + Wire.inputJson(0, "{\"text\":\"On"));
                e.reset();
                return;
            }
            e.chunk(Wire.START
                    + Wire.block(0, call("toolu_2"), Wire.inputJson(0, "{\"text\":"), Wire.inputJson(0, then))
                    + Wire.end("tool_use", 9)
                    + Wire.STOP);
            e.endStream();
        });
    }

    private static MessageCreateParams asking(boolean eager) {
        Tool.Builder tool = Tool.builder()
                .name("write")
                .inputSchema(Tool.InputSchema.builder().build());
        return OpenClient.hello().toBuilder()
                .addTool((eager ? tool.eagerInputStreaming(true) : tool).build())
                .build();
    }

    private static ToolUseBlock streamed(UnbrokenClient client, MessageCreateParams params) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events =
                client.sync().messages().createStreaming(params)) {
            events.stream().forEach(whole::accumulate);
        }
        return call(whole.message());
    }

    private static ToolUseBlock call(Message message) {
        return message.content().getFirst().asToolUse();
    }

    private static String input(ToolUseBlock call) {
        return call._input().toString();
    }

    @Test
    void createStreaming_callBreaks_goesOnUnderItsId() throws Exception {
        try (ScriptedServer server = breaking("\"Once\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            ToolUseBlock call = streamed(client, asking(true));

            assertThat(call.id()).isEqualTo("toolu_1");
            assertThat(input(call)).isEqualTo("{text=Once}");
        }
    }

    @Test
    void createStreaming_callComesOtherwise_isAnError() throws Exception {
        try (ScriptedServer server = breaking("\"Twice\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> streamed(client, asking(true)))
                    .rootCause()
                    .isInstanceOf(UnfinishedMessageException.class)
                    .hasMessageContaining("contradicted");
        }
    }

    @Test
    void createStreaming_olderBeta_asksForItToo() throws Exception {
        MessageCreateParams params = asking(false).toBuilder()
                .putAdditionalHeader("anthropic-beta", BETA)
                .build();
        try (ScriptedServer server = breaking("\"Once\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThat(streamed(client, params).id()).isEqualTo("toolu_1");
        }
    }

    @Test
    void callThatIsHeld_mayComeOtherwise() throws Exception {
        UnaryOperator<PerennialSettingsBuilder> held = s -> s.delivery(Delivery.WIRE.withEagerInput(EagerInput.HELD));
        try (ScriptedServer server = breaking("\"Twice\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url(), held)) {
            assertThat(input(streamed(client, asking(true)))).isEqualTo("{text=Twice}");
        }
        try (ScriptedServer server = breaking("\"Twice\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThat(input(streamed(client, asking(false)))).isEqualTo("{text=Twice}");
        }
    }

    @Test
    void create_callComesOtherwise_isThatCall() throws Exception {
        try (ScriptedServer server = breaking("\"Twice\"}");
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            Message message = client.sync().messages().create(asking(true));

            assertThat(call(message).id()).isEqualTo("toolu_2");
            assertThat(input(call(message))).isEqualTo("{text=Twice}");
        }
    }
}
