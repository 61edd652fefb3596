package dev.perennial.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.messages.Message;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.stream.recovery.Delivery;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that asks for no stream, where the stream behind it is odd. */
final class FoldedStreamTest {

    private static final String THINKING = "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}";
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"\"}";

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "STREAM"})
    void ask_bytesThatAreNoUtf8_areReadAsTheSdkReadsStreams(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.HELLO.replace("Hello", "H\u00ffllo").getBytes(ISO_8859_1));
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThat(way.ask(client, OpenClient.hello()).text()).isEqualTo("H\uFFFDllo, world");
        }
    }

    @Test
    void create_deltaOfUnknownType_isNotLeftOutSilently() throws Exception {
        String odd = Wire.START
                + Wire.block(0, TEXT, Wire.text(0, "Hi"), Wire.delta(0, "{\"type\":\"glow_delta\",\"glow\":1}"))
                + Wire.END_TURN
                + Wire.STOP;
        try (ScriptedServer server = ScriptedServer.streaming(odd);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                HttpResponseFor<Message> raw =
                        client.sync().messages().withRawResponse().create(OpenClient.hello())) {
            assertThat(raw.headers().values("perennial-left-out")).containsExactly("glow_delta");
            assertThat(raw.parse().content().getFirst().asText().text()).isEqualTo("Hi");
        }
    }

    @Test
    void create_nothingUnknown_saysNothingOfIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                HttpResponseFor<Message> raw =
                        client.sync().messages().withRawResponse().create(OpenClient.hello())) {
            assertThat(raw.headers().values("perennial-left-out")).isEmpty();
        }
    }

    @Test
    void create_streamCutInThinking_hasTheThinkingOnce() throws Exception {
        String whole = Wire.START
                + Wire.block(
                        0,
                        THINKING,
                        Wire.thinking(0, "A second thought"),
                        Wire.delta(0, "{\"type\":\"signature_delta\",\"signature\":\"sig\"}"))
                + Wire.block(1, TEXT, Wire.text(1, "Hi"))
                + Wire.END_TURN
                + Wire.STOP;
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    if (attempts.getAndIncrement() == 0) {
                        e.chunk(Wire.START + Wire.blockStart(0, THINKING) + Wire.thinking(0, "A first"));
                        e.reset();
                        return;
                    }
                    e.chunk(whole);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.delivery(Delivery.FOLLOWED));
                HttpResponseFor<Message> raw =
                        client.sync().messages().withRawResponse().create(OpenClient.hello())) {
            JsonNode content = Json.MAPPER.readTree(raw.body()).path("content");

            assertThat(content.findValuesAsText("type")).containsExactly("thinking", "text");
            assertThat(content.path(0).path("thinking").asText()).isEqualTo("A second thought");
            assertThat(content.path(0).path("signature").asText()).isEqualTo("sig");
        }
    }
}
