package dev.perennial.stream.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One test for each thing that a circuit says. */
class CircuitTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofHours(1).toNanos());
    private final Circuit circuit = new Circuit(now::get);
    private final Object first = "first";
    private final Object other = "other";

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> circuit.failed(first));
    }

    @Test
    void fewerThanFiveFailures_hinderNobody() {
        fail(4);

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.outFor()).isEqualTo(Duration.ZERO);
    }

    @Test
    void anAnswerBetweenFailures_beginsTheCountAnew() {
        fail(4);
        circuit.answered();
        fail(4);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void fiveFailuresInARow_sayThatTheServerIsOut() {
        fail(5);
        pass(Duration.ofMinutes(3));

        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.isOut()).isTrue();
        assertThat(circuit.outFor()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whoFailedLast_goesAtItsOwnPace_andKeepsOthersWaiting() {
        fail(5);

        assertThat(circuit.admits(first)).isTrue();
        assertThat(circuit.admits(first)).isTrue();
        assertThat(circuit.admits(other)).isFalse();
        pass(Duration.ofMillis(4_999));
        assertThat(circuit.admits(other)).isFalse();
    }

    @Test
    void whoIsNotHeardOfForFiveSeconds_isFollowedByAnother() {
        fail(5);
        pass(Duration.ofSeconds(5));

        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.admits(first)).isFalse();
        assertThat(circuit.admits(other)).isTrue();
    }

    @Test
    void anAnswer_whereNobodyWaits_isTheEnd() {
        fail(5);
        circuit.answered();

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.admits("third")).isTrue();
    }

    @Test
    void eachAnswer_letsTwoThrough_asLongAsOthersWait() {
        fail(5);
        assertThat(circuit.admits(other)).isFalse();
        circuit.answered();

        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.isOut()).isFalse();
        assertThat(IntStream.range(0, 10)
                        .filter(i -> circuit.admits("waiting " + i))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aFailureAfterTheFirstAnswers_shutsTheDoorAgain() {
        fail(5);
        circuit.admits(other);
        circuit.answered();
        fail(1);

        assertThat(circuit.isOut()).isTrue();
        assertThat(circuit.admits(other)).isFalse();
    }

    @Test
    void whenNobodyWasKeptWaitingAnyMore_itIsOver() {
        fail(5);
        circuit.admits(other);
        circuit.answered();
        pass(Duration.ofSeconds(5));

        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void aThousandWhoWait_areThroughAfterTenRoundsOfAnswers() {
        fail(5);
        Deque<Object> waiting = new ArrayDeque<>();
        IntStream.range(0, 1_000).forEach(waiting::add);
        assertThat(circuit.admits(other)).isFalse();
        int sent = 1;
        int rounds = 0;
        while (!waiting.isEmpty()) {
            IntStream.range(0, sent).forEach(i -> circuit.answered());
            sent = 0;
            while (!waiting.isEmpty() && circuit.admits(waiting.peek())) {
                waiting.remove();
                sent++;
            }
            pass(Duration.ofSeconds(1));
            rounds++;
        }

        assertThat(rounds).isBetween(8, 10);
    }

    @Test
    void serversAndModels_haveCircuitsOfTheirOwn() {
        Circuits circuits = new Circuits(now::get);
        ServerCircuits server = circuits.at("one.example");

        assertThat(server.of("claude")).isSameAs(circuits.at("one.example").of("claude"));
        assertThat(server.of("claude")).isNotSameAs(server.of("claude-other"));
        assertThat(server.of("claude")).isNotSameAs(circuits.at("two.example").of("claude"));
    }

    @Test
    void modelsThatAreMadeUp_pushOutOnlyThemselves() {
        ServerCircuits server = new Circuits(now::get).at("one.example");
        Circuit used = server.of("claude");
        for (int i = 0; i < 10_000; i++) {
            server.of("made-up-" + i);
            assertThat(server.of("claude")).isSameAs(used);
        }

        assertThat(server.of("made-up-0")).isNotSameAs(used);
    }
}
