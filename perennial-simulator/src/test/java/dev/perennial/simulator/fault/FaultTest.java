package dev.perennial.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of faults. */
final class FaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset|reset@text~1",
                "reset@text:120~3|reset@text:120~3",
                "silence=20s@thinking|silence=20s@thinking~1",
                "silence=250ms@tool_input:0~2,4|silence=250ms@tool_input:0~2,4",
                "error-overloaded@server_tool:5~1-3|error-overloaded@server_tool:5~1-3",
                "crlf|crlf@first~*",
                "crlf@byte:10~1|crlf@byte:10~1",
                "http-529~1-2|http-529~1-2",
                "packets=3|packets=3@first~*",
                "eof@time:90s|eof@time:90s~1",
                "eof@event:4|eof@event:4~1",
                "eof@block_stop:2|eof@block_stop:2~1",
                "eof@message_start|eof@message_start~1",
                "eof@message_delta|eof@message_delta~1",
                "eof@end|eof@end~1",
                "pause=3600s|pause=1h@text~*",
            })
    void parse_wellFormed_isUnderstoodAndWrittenInFull(String text, String written) {
        Fault fault = Fault.parse(text);

        assertThat(fault).hasToString(written);
        assertThat(Fault.parse(fault.toString())).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest|There is no fault `rest`; did you mean `reset`",
                "''|A fault has no name; say for example reset@text:120",
                "http-530|`http-5",
                "reset@txt|There is no place `txt`; did you mean `text`",
                "reset@text:x|say a number from 0 after the colon",
                "reset@event:0|say a number from 1 after the colon",
                "reset@event|say a number from 1 after the colon",
                "reset@time:2|say a time such as",
                "reset@first:1|`first` has no number",
                "reset=5|`reset` takes no value; leave out `=5`",
                "silence=soon|say a time above zero",
                "silence=0s|say a time above zero",
                "packets=0|say a number of bytes",
                "packets=1s|say a number of bytes",
                "reset~0|say 1, 1-3, 2,4 or *",
                "reset~3-1|say 1, 1-3, 2,4 or *",
                "reset~a|say 1, 1-3, 2,4 or *",
                "reset~1@text|the form is NAME[=VALUE][@PLACE][~ATTEMPTS]",
                "http-529@text|concerns the whole response; leave out `@text`",
            })
    void parse_malformed_namesThePartAndTheWayOut(String text, String message) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parse_anyText_isUnderstoodOrRefusedButNothingElse() {
        Random random = new Random(7);
        String alphabet = "reset=20s@text:1~3-,*+%\u00e9 http-529";
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "silence" : "");
            random.ints(random.nextInt(12), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            try {
                Faults faults = Faults.parse(text.toString());
                assertThat(Faults.parse(faults.toString())).isEqualTo(faults);
            } catch (FaultSyntaxException refused) {
                assertThat(refused).message().isNotBlank();
            }
        }
    }

    @Test
    void parse_several_keepsTheirOrder() {
        assertThat(Faults.parse("http-529~1-2+reset@text:120~3").list())
                .containsExactly(
                        Fault.parse("http-529").during(Attempts.parse("1-2")),
                        Fault.parse("reset")
                                .at(new Place.Inside(BlockKind.TEXT, OptionalLong.of(120)))
                                .during(Attempts.parse("3")));
    }

    @Test
    void toString_anyKind_needsNoEscapingInAUrl() {
        for (FaultKind kind : FaultCatalogue.kinds()) {
            String text = kind.fault().toString();
            assertThat(URI.create("http://127.0.0.1/fault/" + text + "/v1").getPath())
                    .contains(text);
            assertThat(Fault.parse(text)).isEqualTo(kind.fault());
        }
    }

    @Test
    void of_pathAndHeader_givesBothAndTheRestOfThePath() {
        RequestedFaults asked = RequestedFaults.of(
                "/fault/reset%40text%3A20+crlf/v1/messages", Headers.of("X-Simulator-Fault", "http-529"));

        assertThat(asked.path()).isEqualTo("/v1/messages");
        assertThat(asked.faults()).hasToString("reset@text:20~1+crlf@first~*+http-529~1");
    }

    @Test
    void of_plainRequest_asksForNothing() {
        assertThat(RequestedFaults.of("/v1/messages", Headers.EMPTY))
                .isEqualTo(new RequestedFaults(Faults.NONE, "/v1/messages"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fault/reset", "/fault/rest/v1/messages", "/fault//v1/messages", "/fault/%zz/v1/messages"})
    void handle_malformedFaultInThePath_isAnswered400InTheApisForm(String path) {
        SimulatedRequest plain = Played.request(true);
        SimulatedResponse response =
                Played.simulator().handle(new SimulatedRequest("POST", path, "", plain.headers(), plain.body()));
        Played played = Played.of(response);

        assertThat(response.status()).isEqualTo(400);
        assertThat(played.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(played.json().path("error").path("message").asText()).isNotBlank();
    }

    @Test
    void fault_valueOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> new Fault(
                        FaultCatalogue.find("reset").orElseThrow(),
                        new Parameter.Time(Duration.ofSeconds(1)),
                        new Place.First(),
                        Attempts.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reset");
        assertThat(FaultCatalogue.find("nothing")).isEmpty();
    }
}
