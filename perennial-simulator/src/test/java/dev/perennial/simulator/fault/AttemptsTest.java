package dev.perennial.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.StreamStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which requests of a conversation faults befall, and what they do to answers that are no streams. */
final class AttemptsTest {

    private static List<Integer> statuses(Simulator simulator, String faults, int requests) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(Played.play(simulator, true, faults).response().status());
        }
        return statuses;
    }

    @Test
    void attempts_range_areThoseOfTheConversation() {
        assertThat(statuses(Played.simulator(), "http-529~1-2", 3)).containsExactly(529, 529, 200);
        assertThat(statuses(Played.simulator(), "http-500~*", 3)).containsExactly(500, 500, 500);
    }

    @Test
    void attempts_afterAWholeResponse_beginAnew() {
        assertThat(statuses(Played.simulator(), "http-529", 4)).containsExactly(529, 200, 529, 200);
    }

    @Test
    void attempts_afterACut_goOn() {
        Simulator simulator = Played.simulator();

        assertThat(Played.play(simulator, true, "reset~1-2").ending()).contains(StreamStep.Ending.RESET);
        assertThat(Played.play(simulator, true, "reset~1-2").ending()).contains(StreamStep.Ending.RESET);
        assertThat(Played.play(simulator, true, "reset~1-2").ending()).isEmpty();
    }

    @Test
    void attempts_placeThatNeverCame_countsAsWhole() {
        assertThat(statuses(Played.simulator(), "reset@server_tool+http-503~2", 3))
                .containsExactly(200, 200, 200);
    }

    @Test
    void attempts_otherFaultsAskedFor_areCountedByThemselves() {
        Simulator simulator = Played.simulator();

        assertThat(statuses(simulator, "http-529", 1)).containsExactly(529);
        assertThat(statuses(simulator, "http-500", 1)).containsExactly(500);
    }

    @Test
    void attempts_clientLeftBeforeTheEnd_goOn() {
        Simulator simulator = Played.simulator();
        var response =
                (SimulatedResponse.Stream) simulator.handle(Played.request(true, "x-simulator-fault", "silence"));
        response.steps().next();

        assertThat(Played.play(simulator, true, "silence").pauses().toHours()).isZero();
    }

    @Test
    void attempts_otherFirstMessage_isAnotherConversation() {
        Simulator simulator = Played.simulator();
        SimulatedRequest go = Played.request(true, "x-simulator-fault", "http-529");
        String other = new String(go.body(), StandardCharsets.UTF_8).replace("Go.", "Stop.");

        assertThat(simulator.handle(go).status()).isEqualTo(529);
        assertThat(simulator
                        .handle(new SimulatedRequest(
                                "POST", go.path(), "", go.headers(), other.getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(529);
        assertThat(simulator.handle(go).status()).isEqualTo(200);
    }

    @Test
    void settings_faults_befallAllRequests() {
        Simulator simulator = new Simulator(SimulatorSettings.builder(Played.BRAIN)
                .fault(Fault.parse("http-503"))
                .faults(Faults.parse("crlf"))
                .build());

        assertThat(Played.play(simulator, true, "").response().status()).isEqualTo(503);
        assertThat(Played.play(simulator, true, "").text()).contains("\r\n");
        assertThat(simulator.requests().getFirst().status()).isEqualTo(503);
    }

    @Test
    void path_fault_befallsTheRequestBehindIt() {
        SimulatedRequest plain = Played.request(true);
        Played played = Played.of(Played.simulator()
                .handle(new SimulatedRequest(
                        "POST", "/fault/eof@text:5/v1/messages", "", plain.headers(), plain.body())));

        assertThat(played.answer()).isEqualTo(Played.TEXT.substring(0, 5));
    }

    @Test
    void whole_cut_endsWithinTheBody() {
        for (String fault : List.of("reset", "close", "eof", "hang", "black-hole", "http2-reset-stream")) {
            Played played = Played.whole(fault);

            assertThat(played.response()).isInstanceOf(SimulatedResponse.Stream.class);
            assertThat(played.ending()).isPresent();
            assertThat(Played.whole("").text()).startsWith(played.text());
            assertThat(played.body()).hasSize(40);
        }
    }

    @Test
    void whole_silence_waitsWithinTheBodyAndGoesOn() {
        Played played = Played.whole("silence=20s@byte:3");

        assertThat(played.text()).isEqualTo(Played.whole("").text());
        assertThat(played.pauses().toSeconds()).isEqualTo(20);
        assertThat(Steps.encode(played.steps().getFirst())).hasSize(3);
    }

    @Test
    void whole_statusOrDelay_isAsWithStreams() {
        assertThat(Played.whole("http-529").response().status()).isEqualTo(529);
        assertThat(Played.whole("head-delay=3s").response().delay())
                .isEqualTo(Played.whole("").response().delay().plusSeconds(3));
    }

    @Test
    void whole_faultOfEvents_doesNothing() {
        for (String fault : List.of("error-overloaded", "crlf", "json-half", "doubled-delta", "eof-in-line")) {
            assertThat(Played.whole(fault).text()).isEqualTo(Played.whole("").text());
        }
    }

    @Test
    void apply_sameSeedAndRequests_givesTheSameBytes() {
        for (FaultKind kind : FaultCatalogue.kinds()) {
            assertThat(Played.stream(kind.name()).body())
                    .isEqualTo(Played.stream(kind.name()).body());
        }
    }

    @Test
    void contains_severalRanges_areAllMeant() {
        Attempts attempts = Attempts.parse("2,4-5");

        assertThat(LongStream.rangeClosed(1, 6).filter(attempts::contains)).containsExactly(2L, 4L, 5L);
    }
}
