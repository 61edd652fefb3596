package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.client.MessageAssembly;
import dev.perennial.client.PerennialSettings;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks behind the gateway: its client has the whole answer. */
@Timeout(60)
final class UnbrokenMessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    private Door door;

    @BeforeEach
    void open() {
        PerennialSettings quick =
                PerennialSettings.builder().stallTimeout(Duration.ofSeconds(2)).build();
        door = Door.before(SIMULATOR.baseUrl(), settings -> settings.withStreams(quick));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void stream_nothingBreaks_passesByteByByte() throws Exception {
        String body = Door.message("healthy", true);

        HttpResponse<String> direct = door.ask(door.directlyTo("/v1/messages"), body, "crlf");
        HttpResponse<String> through = door.ask(door.to("/v1/messages"), body, "crlf");

        assertThat(withoutIds(through.body())).isEqualTo(withoutIds(direct.body()));
        assertThat(through.headers().firstValue("content-type"))
                .isEqualTo(direct.headers().firstValue("content-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect-reset",
                "head-cut",
                "http-529~1-2",
                "http-429-retry-after-ms=50ms",
                "eof@first",
                "reset@text:700",
                "eof@text:1",
                "close@text:1500+eof@text:300~2",
                "silence-pings=1h@text:900",
                "error-overloaded@text:400",
                "json-garbage@text:500",
                "eof-after-block-stop",
                "eof@message_delta",
                "close-after-message-stop",
                "gzip",
                "gzip-lie",
                "gzip-cut",
                "html-200",
                "json-error-200",
                "wrong-content-type+reset@text:500"
            })
    void stream_somethingBreaks_isWhole(String fault) throws Exception {
        String body = Door.message("control " + fault, true);
        HttpResponse<String> control = door.ask(door.directlyTo("/v1/messages"), body, "crlf");

        HttpResponse<String> broken = door.ask(door.to("/v1/messages"), body, fault);

        assertThat(broken.statusCode()).isEqualTo(200);
        assertThat(text(folded(broken.body()))).isEqualTo(text(folded(control.body())));
        assertThat(broken.body()).contains("event: message_stop").doesNotContain("event: error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crlf", "reset@text:700", "http-529~1-2", "eof@message_delta", "gzip", "html-200"})
    void whole_somethingBreaks_isTheJsonOfTheApi(String fault) throws Exception {
        String body = Door.message("whole " + fault, false);
        HttpResponse<String> control = door.ask(door.directlyTo("/v1/messages"), body, "crlf");

        HttpResponse<String> broken = door.ask(door.to("/v1/messages"), body, fault);

        assertThat(broken.statusCode()).isEqualTo(200);
        assertThat(broken.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(text(broken.body())).isEqualTo(text(control.body()));
    }

    /** What the API says to a request that the gateway made up is nothing that its client could mend. */
    @ParameterizedTest
    @CsvSource({"http-400, api_error", "http-401, invalid_request_error"})
    void stream_breaks_andItsResumeIsRefused_endsInWordsOfPerennial(String refusal, String type) throws Exception {
        HttpResponse<String> cut =
                door.ask(door.to("/v1/messages"), Door.message(refusal, true), "reset@text:700+" + refusal + "~2");

        assertThat(cut.body())
                .contains(
                        "content_block_delta",
                        "event: error",
                        "\"type\":\"" + type + "\",\"message\":\"Perennial: ",
                        "after 2 attempts");
    }

    @Test
    void stream_packedRequest_isKeptAliveToo() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Door.message("packed", true).getBytes(UTF_8));
        }

        HttpResponse<byte[]> broken = door.send(Door.asking(door.to("/v1/messages"), "", "reset@text:700")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(text(folded(new String(broken.body(), UTF_8)))).isNotEmpty();
    }

    @Test
    void stream_requestThatIsNotPackedAsItSays_isRefused() throws Exception {
        HttpResponse<byte[]> refused =
                door.send(Door.asking(door.to("/v1/messages"), Door.message("plain", true), "crlf")
                        .header("Content-Encoding", "gzip"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new String(refused.body(), UTF_8)).contains("invalid_request_error", "Content-Encoding");
    }

    private static String folded(String events) {
        MessageAssembly message = new MessageAssembly();
        byte[] bytes = events.getBytes(UTF_8);
        message.feed(bytes, 0, bytes.length);
        return new String(message.json(), UTF_8);
    }

    private static String text(String json) throws JsonProcessingException {
        String text = JSON.readTree(json).at("/content/0/text").asText();
        assertThat(text).hasSize(2_000);
        return text;
    }

    private static String withoutIds(String events) {
        return events.replaceAll("msg_[A-Za-z0-9]+", "msg_X");
    }
}
