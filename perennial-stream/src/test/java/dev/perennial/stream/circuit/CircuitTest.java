package dev.perennial.stream.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    private void goOut() {
        fail(9);
        pass(Circuit.AT_LEAST);
        fail(1);
    }

    @Test
    void fewerThanTenFailures_hinderNobody_howeverLongTheyTake() {
        fail(8);
        pass(Duration.ofMinutes(1));
        fail(1);

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.outFor()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aCrowdThatIsTurnedAwayAtOnce_isNoOutage() {
        fail(1_000);
        pass(Circuit.AT_LEAST.minusNanos(1));
        fail(1_000);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void anAnswerBetweenFailures_beginsTheCountAnew() {
        fail(9);
        pass(Circuit.AT_LEAST);
        circuit.answered();
        fail(9);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void tenFailuresInARow_overFiveSeconds_sayThatTheServerIsOut() {
        goOut();
        pass(Duration.ofMinutes(3));

        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.outFor()).isEqualTo(Duration.ofMinutes(3).plus(Circuit.AT_LEAST));
    }

    @Test
    void whoFailedLast_goesAtItsOwnPace_andKeepsOthersWaiting() {
        goOut();

        assertThat(circuit.admits(first)).isTrue();
        assertThat(circuit.admits(first)).isTrue();
        assertThat(circuit.admits(other)).isFalse();
        pass(Duration.ofMillis(1_999));
        assertThat(circuit.admits(other)).isFalse();
    }

    @Test
    void whoIsNotHeardOfForTwoSeconds_isFollowedByAnother() {
        goOut();
        pass(Duration.ofSeconds(2));

        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.admits(first)).isFalse();
        assertThat(circuit.admits(other)).isTrue();
    }

    @Test
    void inAnOutageThatLasts_othersAskEveryTenSeconds() {
        goOut();
        pass(Duration.ofMinutes(10));
        assertThat(circuit.admits(first)).isTrue();
        pass(Duration.ofMillis(9_999));
        assertThat(circuit.admits(other)).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(circuit.admits(other)).isTrue();
    }

    @Test
    void failuresOfLongAgo_areForgotten() {
        fail(9);
        pass(Duration.ofMinutes(5));
        fail(9);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void anotherWayToTheServer_isTheEnd() {
        goOut();
        circuit.forget();

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.isProbeDue()).isFalse();
    }

    @Test
    void aProbeIsDue_whenNobodyHasAskedForAWhile() {
        goOut();
        assertThat(circuit.isProbeDue()).isFalse();
        pass(Duration.ofSeconds(2));

        assertThat(circuit.isProbeDue()).isTrue();
    }

    @Test
    void anAnswer_isTheEnd() {
        goOut();
        circuit.answered();

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.admits(other)).isTrue();
        assertThat(circuit.admits("third")).isTrue();
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
        Circuit madeUp = server.of("made-up-0");
        for (int i = 1; i < 10_000; i++) {
            server.of("made-up-" + i);
            assertThat(server.of("claude")).isSameAs(used);
        }

        assertThat(server.of("made-up-0")).isNotSameAs(madeUp);
    }
}
