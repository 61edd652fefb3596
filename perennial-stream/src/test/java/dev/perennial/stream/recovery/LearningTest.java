package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.MessageClocks;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a message tells its clocks. */
class LearningTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String REST = "lo";

    /** Fixed clocks that write down what they are told. */
    private static final class Told implements Clocks, MessageClocks {

        private final List<String> words = new ArrayList<>();
        private final List<Request> begun = new ArrayList<>();

        @Override
        public MessageClocks begin(Request request) {
            begun.add(request);
            return this;
        }

        @Override
        public Optional<Duration> progress(Phase phase, int attempt) {
            return FixedThresholds.DEFAULT.progress(phase, attempt);
        }

        @Override
        public Optional<Duration> bytes(Optional<Duration> pingPeriod) {
            return FixedThresholds.DEFAULT.bytes(pingPeriod);
        }

        @Override
        public void input(long uncachedTokens) {
            words.add("input " + uncachedTokens);
        }

        @Override
        public void went(Phase phase, long nanos) {
            assertThat(nanos).isNotNegative();
            if (nanos > 0) {
                words.add(phase + " " + nanos / SECOND.toNanos());
            }
        }

        @Override
        public void stalled(Phase phase, long nanos) {
            words.add("stalled " + phase + " " + nanos / SECOND.toNanos());
        }

        @Override
        public void ended() {
            words.add("ended");
        }
    }

    private final Told told = new Told();

    private VirtualDriver driver(Answer... answers) {
        return VirtualDriver.of(Recoveries.with(RecoverySettings.DEFAULT.withClocks(told)), answers);
    }

    private static String after(Wire beginning, Wire whole) {
        return whole.toString().substring(beginning.toString().length());
    }

    private static Answer hello(Duration pause) {
        return Answer.of(Wire.message().openText("Hel"))
                .pause(pause)
                .then(after(
                        Wire.message().openText("Hel"),
                        Wire.message().openText("Hel").textDeltas(REST).stop().stopReason("end_turn", 7)))
                .then("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void aGap_isOfThePhaseInWhichItWasWaitedFor() {
        driver(hello(SECOND.multipliedBy(3))).run();

        assertThat(told.words).containsExactly("input 25", "TEXT 3", "ended");
    }

    @Test
    void whatComesWhileNobodyWaits_teachesNothing() {
        Answer stream = Answer.of(Wire.message().openText("Hel"));
        for (int i = 0; i < 5; i++) {
            stream = stream.pause(SECOND).then(new Wire().textDeltas(REST).toString());
        }

        driver(stream, hello(SECOND))
                .at(Duration.ofMillis(500), new Input.Demand(false))
                .at(Duration.ofMinutes(1), new Input.Demand(true))
                .run();

        assertThat(told.words).noneMatch(w -> w.startsWith("TEXT"));
    }

    @Test
    void aStall_isToldOnce_withItsLength() {
        driver(Answer.of(Wire.message().openText("Hel"))).run();

        assertThat(told.words).startsWith("input 25", "stalled TEXT 25");
        assertThat(told.words.stream().filter("stalled TEXT 25"::equals)).hasSize(1);
    }

    @Test
    void aRefusal_teachesNothing() {
        driver(Answer.status(
                        400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No.\"}}"))
                .run();

        assertThat(told.words).isEmpty();
    }

    @Test
    void theRequest_isNamed() {
        driver(hello(SECOND)).run();

        assertThat(told.begun).singleElement().satisfies(request -> {
            assertThat(request.model()).isEqualTo("claude-opus-5-5");
            assertThat(request.bytes()).isEqualTo(Recoveries.BODY.length());
        });
    }
}
