package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
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

    @ParameterizedTest
    @ValueSource(strings = {"reset@text:5", "eof@text:5", "silence=20s@text:5", "crlf", "error-overloaded@text:5"})
    void gzip_andAFaultOfTheStream_areThatStreamCompressed(String fault) {
        Played plain = Played.stream(fault);
        for (String faults : List.of(fault + "+gzip", "gzip+" + fault)) {
            Played zipped = Played.stream(faults);

            assertThat(zipped.response().headers().first("content-encoding")).contains("gzip");
            assertThat(unzipped(zipped.body())).isEqualTo(plain.text());
            assertThat(zipped.pauses()).isEqualTo(plain.pauses());
            assertThat(zipped.ending()).isEqualTo(plain.ending());
        }
    }

    @Test
    void gzip_placeInBytes_countsThoseThatLeave() {
        assertThat(Played.stream("gzip+reset@byte:100").body()).hasSize(100).startsWith(0x1f, 0x8b);
    }

    @Test
    void gzip_answerThatIsNoStream_isStruckBeforeItIsCompressed() {
        Played cut = Played.whole("reset+gzip");

        assertThat(cut.ending()).contains(Ending.RESET);
        assertThat(unzipped(cut.body())).hasSize(40);
    }

    /** Like a browser, it takes what is there. */
    private static String unzipped(byte[] zipped) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                plain.write(next);
            }
        } catch (EOFException brokenOff) {
            return plain.toString(UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return plain.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "black-hole"})
    void proxyThatBuffers_streamThatNeverEnds_deliversNothing(String fault) {
        Played played = Played.stream(fault + "@text:5+proxy-buffers");

        assertThat(played.body()).isEmpty();
        assertThat(played.ending())
                .isPresent()
                .isEqualTo(Played.stream(fault + "@text:5").ending());
        assertThat(played.pauses()).isEqualTo(Played.stream(fault + "@text:5").pauses());
    }

    @Test
    void proxyThatBuffers_streamThatIsBrokenOff_deliversWhatCame() {
        assertThat(Played.stream("reset@text:5+proxy-buffers").text())
                .isEqualTo(Played.stream("reset@text:5").text());
    }

    private static StreamStep pause(long seconds) {
        return Steps.pause(Duration.ofSeconds(seconds));
    }

    private static String described(Iterator<StreamStep> steps) {
        StringBuilder all = new StringBuilder();
        steps.forEachRemaining(step -> all.append(
                        step instanceof StreamStep.Pause pause
                                ? Long.toString(pause.duration().toSeconds())
                                : new String(Steps.encode(step), UTF_8))
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
