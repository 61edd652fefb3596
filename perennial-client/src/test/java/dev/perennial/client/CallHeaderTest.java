package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.OverloadedException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.MessageEvent.BlockRestarted;
import dev.perennial.client.MessageEvent.InputJsonDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A single request may say otherwise. */
final class CallHeaderTest {

    @Test
    void header_off_passesTheCallAsItIs() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(with("off"))) {
            assertThat(events.stream().count()).isEqualTo(3);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().header(Perennial.HEADER)).isEmpty();
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void header_settings_holdForThatCallOnly() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", Wire.OVERLOADED));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            assertThatThrownBy(() -> client.sync().messages().create(with("max-attempts=1")))
                    .isInstanceOf(OverloadedException.class);

            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().header(Perennial.HEADER)).isEmpty();
        }
    }

    @Test
    void header_nonsense_namesTheWayOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> client.sync().messages().create(with("stall-timeout=soon")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stall-timeout")
                    .hasMessageContaining("soon")
                    .hasMessageContaining("25s");
            assertThatThrownBy(() -> client.sync().messages().create(with("stal-timeout=2s")))
                    .hasMessageContaining("stal-timeout=2s")
                    .hasMessageContaining("stall-timeout");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void observe_streamThatIsCut_passesAsItIsAndIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(with("observe"))) {
            assertThat(events.stream().count()).isEqualTo(3);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.events(PerennialEvent.End.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome().code()).isEqualTo("cut"));
        }
    }

    @Test
    void delivery_followed_showsACallWhileItIsWritten_andThatItBeganAnew() throws Exception {
        String tool = "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"note\",\"input\":{}}";
        AtomicInteger tries = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.START + Wire.blockStart(0, tool) + Wire.inputJson(0, "{\"a\":"));
                    if (tries.getAndIncrement() == 0) {
                        e.endStream();
                        return;
                    }
                    e.chunk(Wire.inputJson(0, "12}") + Wire.blockStop(0) + Wire.end("tool_use", 9) + Wire.STOP);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.open(client.sync(), with("delivery=followed"))) {
            List<MessageEvent> ofTheCall = new ArrayList<>();
            stream.forEach(event -> {
                if (event instanceof InputJsonDelta || event instanceof BlockRestarted) {
                    ofTheCall.add(event);
                }
            });

            assertThat(ofTheCall)
                    .containsExactly(
                            new InputJsonDelta(0, "{\"a\":"),
                            new BlockRestarted(0),
                            new InputJsonDelta(0, "{\"a\":"),
                            new InputJsonDelta(0, "12}"));
            assertThat(stream.finalRawMessage().at("/content/0/input/a").asInt())
                    .isEqualTo(12);
        }
    }

    @Test
    void delivery_unknown_namesTheWayOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> client.sync().messages().create(with("delivery=live")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("delivery as \"live\"")
                    .hasMessageContaining("wire, whole or followed");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    private static MessageCreateParams with(String header) {
        return OpenClient.hello().toBuilder()
                .putAdditionalHeader(Perennial.HEADER, header)
                .build();
    }
}
