package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.circuit.Circuit;
import dev.perennial.stream.circuit.ServerCircuits;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many messages to one server that is out, or nearly so, in one virtual time. */
class CrowdTest {

    private static final int MESSAGES = 200;
    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private Answer refusal = Answer.status(529, "{}");
    private long lastRequest;
    private long longestPause;

    /** Messages that begin within a minute, at a server that turns away what it is told to. */
    private List<VirtualDriver> run(Budgets budgets, ServerCircuits circuits, Predicate<Duration> turnsAway) {
        return run(budgets, circuits, 60_000, turnsAway, (message, i) -> {});
    }

    private List<VirtualDriver> run(
            Budgets budgets,
            ServerCircuits circuits,
            int withinMillis,
            Predicate<Duration> turnsAway,
            ObjIntConsumer<VirtualDriver> more) {
        SplittableRandom random = new SplittableRandom(11);
        RecoverySettings settings =
                RecoverySettings.DEFAULT.withBudgets(budgets).withCircuits(circuits);
        List<VirtualDriver> all = IntStream.range(0, MESSAGES)
                .mapToObj(i -> new VirtualDriver(Recoveries.with(settings, i), (attempt, call) -> {
                    requests.incrementAndGet();
                    longestPause = Math.max(longestPause, now.get() - lastRequest);
                    lastRequest = now.get();
                    return turnsAway.test(Duration.ofNanos(now.get())) ? refusal : Answer.whole(ANSWER);
                }))
                .toList();
        PriorityQueue<VirtualDriver> running = new PriorityQueue<>(Comparator.comparing(VirtualDriver::next));
        all.forEach(message -> running.add(message.at(Duration.ofMillis(random.nextInt(withinMillis)), () -> {})));
        IntStream.range(0, MESSAGES).forEach(i -> more.accept(all.get(i), i));
        all.forEach(message -> message.start(message.next()));
        while (!running.isEmpty()) {
            VirtualDriver next = running.remove();
            now.set(next.next().toNanos());
            next.step();
            if (!next.isOver()) {
                running.add(next);
            }
        }
        return all;
    }

    private static long whole(List<VirtualDriver> all) {
        return all.stream().filter(m -> m.outcome().isWhole()).count();
    }

    private ServerCircuits oneForAll() {
        Circuit circuit = new Circuit(now::get);
        return model -> circuit;
    }

    @Test
    void anOutageThatIsWaitedThrough_isAskedAboutByOneForAll_andEndsForAllWithinSeconds() {
        Duration back = Duration.ofMinutes(30);

        List<VirtualDriver> all =
                run(Budgets.DEFAULT.withPatience(Duration.ofHours(6)), oneForAll(), time -> time.compareTo(back) < 0);

        assertThat(whole(all)).isEqualTo(MESSAGES);
        assertThat(requests.get()).isLessThan(MESSAGES * 4);
        assertThat(all).allMatch(m -> m.elapsed().compareTo(back.plusSeconds(12)) <= 0);
    }

    @Test
    void anOutageWithoutPatience_costsAFractionOfTheRequests_andNoMessageWaitsLonger() {
        List<VirtualDriver> alone = run(Budgets.DEFAULT, ServerCircuits.UNSHARED, time -> true);
        int usual = requests.getAndSet(0);
        now.set(0);
        List<VirtualDriver> together = run(Budgets.DEFAULT, oneForAll(), time -> true);

        assertThat(usual).isEqualTo(MESSAGES * 10);
        assertThat(requests.get()).isLessThan(usual / 4);
        assertThat(latest(together)).isLessThanOrEqualTo(latest(alone).plusSeconds(2));
    }

    @Test
    void whoeverBeganTogether_leavesNoLongPauseInWhichNobodyAsks() {
        Duration back = Duration.ofMinutes(5);

        List<VirtualDriver> all = run(
                Budgets.DEFAULT.withPatience(Duration.ofHours(1)),
                oneForAll(),
                1_000,
                time -> time.compareTo(back) < 0,
                (message, i) -> {});

        assertThat(whole(all)).isEqualTo(MESSAGES);
        assertThat(Duration.ofNanos(longestPause)).isLessThanOrEqualTo(Duration.ofSeconds(12));
        assertThat(latest(all)).isLessThanOrEqualTo(back.plusSeconds(13));
    }

    @Test
    void aNetworkThatComesBack_endsNobody_andBringsAllOfThem() {
        refusal = Answer.unreachable();
        Duration back = Duration.ofSeconds(36);

        List<VirtualDriver> all = run(
                Budgets.DEFAULT,
                oneForAll(),
                1_000,
                time -> time.compareTo(back) < 0,
                (message, i) -> message.at(back, new Input.NetworkChanged()));

        assertThat(whole(all)).isEqualTo(MESSAGES);
        assertThat(latest(all)).isLessThanOrEqualTo(back.plusMillis(1));
    }

    private static Duration latest(List<VirtualDriver> all) {
        return all.stream()
                .map(VirtualDriver::elapsed)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Test
    void aServerThatTurnsAwayThreeOfFour_isNotOut() {
        SplittableRandom chance = new SplittableRandom(5);
        List<VirtualDriver> alone = run(Budgets.DEFAULT, ServerCircuits.UNSHARED, time -> chance.nextInt(100) < 75);
        now.set(0);
        List<VirtualDriver> together = run(Budgets.DEFAULT, oneForAll(), time -> chance.nextInt(100) < 75);

        assertThat(whole(together)).isGreaterThanOrEqualTo(whole(alone) - MESSAGES / 20);
    }
}
