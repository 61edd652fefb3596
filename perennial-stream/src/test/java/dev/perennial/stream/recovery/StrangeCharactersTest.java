package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.internal.JsonSpan;
import org.junit.jupiter.api.Test;

/** Bytes that are no characters, and halves of characters, on their way into a later request. */
class StrangeCharactersTest {

    private static final String MORE =
            new Wire().start("msg_2", 90).text("More.").end("end_turn", 20).toString();

    private static VirtualDriver run(Answer cut) {
        return VirtualDriver.of(
                        Recoveries.usual(), cut, Answer.stream().then(MORE).end(HowEnded.CLEAN))
                .run();
    }

    @Test
    void bytesThatAreNoUtf8_passAsTheyCame_andAreQuotedAsClientsReadThem() {
        byte[] frames = Wire.message().text("caf\u00e9!").toString().getBytes(ISO_8859_1);

        VirtualDriver run = run(Answer.stream().then(frames).end(HowEnded.CLEAN));

        assertThat(run.bytes()).startsWith(frames);
        assertThat(new String(run.calls().get(1).body(), UTF_8)).contains("\"text\":\"caf\ufffd!\"");
        assertThat(run.calls().get(1).body()).isEqualTo(run.body(2).getBytes(UTF_8));
    }

    @Test
    void halfACharacterInAServersCall_isQuotedAsThatHalf() {
        Wire cut = Wire.message()
                .block("{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}")
                .delta("{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"query\\\":\\\"a\\ud83d\"}")
                .delta("{\"type\":\"input_json_delta\",\"partial_json\":\" b\\ud83d\"}")
                .delta("{\"type\":\"input_json_delta\",\"partial_json\":\"\\ude00\\\"}\"}")
                .stop()
                .serverResult("s");

        VirtualDriver run = run(Answer.whole(cut));

        assertThat(run.body(2)).contains("\"input\":{\"query\":\"a\\ud83d b\ud83d\ude00\"}");
        assertThat(JsonSpan.of(run.calls().get(1).body())).isPresent();
    }
}
