package dev.perennial.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several faults of the same response make of each other. */
final class CompositionTest {

    private static final String CAFE = "caf\u00c3";

    @ParameterizedTest
    @ValueSource(strings = {"head-drip", "head-early-hints", "length-lie"})
    void brokenHead_andAFaultOfTheBody_bothHappen(String head) {
        for (String faults : List.of(head + "+reset@text:5", "reset@text:5+" + head)) {
            Played played = Played.stream(faults);

            assertThat(played.response()).isInstanceOf(SimulatedResponse.Broken.class);
            assertThat(played.ending()).contains(Ending.RESET);
            assertThat(played.text()).contains("HTTP/1.1 200").doesNotContain("message_stop");
        }
    }

    @Test
    void brokenHead_andAnotherStatus_bothHappen() {
        assertThat(Played.stream("head-drip+http-529").text())
                .startsWith("HTTP/1.1 529")
                .contains("overloaded_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"crlf", "cr", "comments", "id-fields", "multi-line-data", "blank-lines", "escaped-characters"})
    void framing_brokenCharacter_staysBroken(String framing) {
        assertThat(Played.stream("eof-in-character+" + framing).latin())
                .contains(CAFE)
                .doesNotContain("\u00ef\u00bf");
        assertThat(Played.stream(framing + "+data-bad-utf8").latin()).contains("\u00ff\u00fe\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"silence-pings", "silence-comments", "silence-empty-deltas"})
    void pulses_timeThatIsNoMultiple_lastExactlyThatLong(String silence) {
        Duration plain = Played.stream("").pauses();

        assertThat(Played.stream(silence + "=25s").pauses()).isEqualTo(plain.plusSeconds(25));
        assertThat(Played.stream(silence + "=3s").pauses()).isEqualTo(plain.plusSeconds(3));
    }

    /** The silence is 50 s and the model's own pause behind it. */
    @Test
    void idleCut_silenceOfSeveralPauses_isCutAfterTheirSum() {
        Iterator<StreamStep> source = List.<StreamStep>of(
                        Steps.bytes("a"), pause(50), pause(20), Steps.bytes("b"), pause(60), Steps.bytes("c"))
                .iterator();
        WhenIdle cut = new WhenIdle(Duration.ofSeconds(60), Steps.bytes("!"));

        assertThat(described(Steps.each(source, cut))).isEqualTo("a 50 10 ! 10 b 60 c");
    }

    @Test
    void idle_longPause_happensAgainAndAgain() {
        Iterator<StreamStep> source = List.<StreamStep>of(pause(3), pause(14), pause(4), Steps.bytes("b"))
                .iterator();

        assertThat(described(Steps.each(source, new WhenIdle(Duration.ofSeconds(5), Steps.bytes("!")))))
                .isEqualTo("3 2 ! 5 ! 5 ! 2 3 ! 1 b");
    }

    private static StreamStep pause(long seconds) {
        return Steps.pause(Duration.ofSeconds(seconds));
    }

    private static String described(Iterator<StreamStep> steps) {
        StringBuilder all = new StringBuilder();
        steps.forEachRemaining(step -> all.append(
                        step instanceof StreamStep.Pause pause
                                ? Long.toString(pause.duration().toSeconds())
                                : new String(Steps.encode(step), java.nio.charset.StandardCharsets.UTF_8))
                .append(' '));
        return all.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-408+retry-after=3s",
                "retry-after=3s+http-408",
                "http-408+retry-after=2500ms",
                "http-504+retry-after=3s+should-not-retry"
            })
    void retryAfter_joinedToAStatus_isItsHeader(String faults) {
        Played played = Played.stream(faults);

        assertThat(played.response().status()).isIn(408, 504);
        assertThat(played.response().headers().all("retry-after")).containsExactly("3");
        assertThat(played.response().headers().all("x-should-retry"))
                .isEqualTo(faults.endsWith("should-not-retry") ? List.of("false") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http=200",
                "http=600",
                "big-delta=999999999",
                "silence=1001h",
                "connect-delay=999999999h",
                "reset@time:9999h",
                "",
                "reset+",
                "@text"
            })
    void parse_outOfRange_saysWhatIsPossible(String text) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessageMatching(".*(400 to 599|1 to 16777216|up to 1000h|say a time|say for example).*");
    }

    /** Two simulators of the same seed that get the same requests send the same bytes, whatever goes wrong. */
    @Test
    void sameRequests_twice_giveTheSameBytes() {
        assertThat(everything(Played.simulator())).isEqualTo(everything(Played.simulator()));
    }

    private static List<String> everything(Simulator simulator) {
        return FaultCatalogue.kinds().stream()
                .map(kind -> Played.play(simulator, true, kind.name() + "~*"))
                .map(played -> played.response().status()
                        + played.response().headers().toString()
                        + played.response().delay()
                        + played.ending()
                        + played.pauses()
                        + played.latin())
                .collect(Collectors.toList());
    }
}
