package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever happens; the seed is the parameter. */
final class GovernorPropertyTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Priority[] PRIORITIES = Priority.values();

    /** Random requests with random ends, and a server's bucket of input beside them. */
    private static final class World {

        final SplittableRandom random;
        final Desk desk = Desk.knowing();
        final Map<Long, Ask> open = new HashMap<>();
        final List<Long> underWay = new ArrayList<>();
        double left = 60_000;
        long at = desk.now;
        int admissions = desk.heard.admitted.size();

        World(long seed) {
            random = new SplittableRandom(seed);
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0, 1 -> ask();
                case 2 -> desk.pass(Duration.ofMillis(random.nextLong(3_000)));
                default -> finish();
            }
            reachServer();
        }

        private void ask() {
            long most = random.nextLong(1, 20_000);
            Ask plain = desk.request("s" + random.nextInt(5), most, random.nextLong(1_000));
            InputEstimate estimate = new InputEstimate(random.nextLong(most + 1), most, List.of());
            Ask ask = new Ask(plain.id(), plain.session(), Desk.POOL, Desk.MODEL, estimate, plain.output())
                    .withPriority(PRIORITIES[random.nextInt(3)]);
            open.put(ask.id(), ask);
            desk.ask(ask);
        }

        /** What was admitted is charged with its true input, between the bounds of its estimate. */
        private void reachServer() {
            left = Math.min(60_000, left + 60_000.0 * (desk.now - at) / MINUTE);
            at = desk.now;
            while (admissions < desk.heard.admitted.size()) {
                long id = desk.heard.admitted.get(admissions++);
                underWay.add(id);
                left -= trueInput(id);
                assertThat(left).isGreaterThanOrEqualTo(0);
            }
        }

        /** Somewhere between what is expected less what it may be more, and the most. */
        private long trueInput(long id) {
            Ask ask = open.getOrDefault(id, desk.request("none", 0, 0));
            long least = Math.max(0, 2 * ask.input().expected() - ask.input().most());
            return least + Math.floorMod(id * 7_919, ask.input().most() - least + 1);
        }

        private void finish() {
            if (underWay.isEmpty()) {
                return;
            }
            long id = underWay.remove(random.nextInt(underWay.size()));
            long input = trueInput(id);
            switch (random.nextInt(5)) {
                case 0 -> {
                    desk.on(new Input.Broken(id, false, LimitReport.NOTHING));
                    left = Math.min(60_000, left + input);
                }
                case 1 -> {
                    desk.on(new Input.Started(id, TokenUsage.of(input, 0)));
                    desk.governor.generated(desk.now, id, random.nextLong(500));
                    desk.on(new Input.Broken(id, true, LimitReport.NOTHING));
                }
                default -> {
                    desk.on(new Input.Started(id, TokenUsage.of(input, 0)));
                    desk.ended(id, input, random.nextLong(1_000));
                }
            }
        }

        void finishAll() {
            for (int i = 0; i < 10_000 && (!underWay.isEmpty() || waiting() > 0); i++) {
                desk.pass(Duration.ofSeconds(1));
                reachServer();
                finish();
            }
        }

        int waiting() {
            return desk.governor.state(desk.now).pools().getFirst().waiting().size();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anything_neverTakesMoreThanTheServerHas_andAllGoOnce(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 3_000; i++) {
            world.step();
        }
        world.finishAll();

        assertThat(world.waiting()).isZero();
        assertThat(world.desk.heard.admitted).doesNotHaveDuplicates().containsAll(world.open.keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anything_atTheEnd_nothingIsKeptBack(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 1_000; i++) {
            world.step();
        }
        world.finishAll();
        world.desk.pass(Duration.ofMinutes(2));

        for (Dimension dimension : Dimension.values()) {
            LevelState level = world.desk.level(dimension);
            assertThat(level.nanosUntilFull()).isZero();
            assertThat(level.high()).isEqualTo(level.low());
        }
        assertThat(world.desk.governor.wakeAt()).isEqualTo(Governor.NEVER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalSessions_howeverGreedyInNumbers_getEqualShares(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = Desk.knowing();
        long[] got = new long[8];
        Map<Long, Integer> owners = new HashMap<>();
        for (int session = 0; session < got.length; session++) {
            for (int i = 0; i < 100 * (session + 1); i++) {
                owners.put(desk.ask("s" + session, random.nextLong(500, 6_000), 10), session);
            }
        }
        for (int i = 0; i < 1_800; i++) {
            desk.pass(Duration.ofSeconds(1));
            for (long id : List.copyOf(desk.heard.admitted)) {
                got[owners.getOrDefault(id, 0)] += desk.heard.admission(id).reservedInput();
                desk.heard.admitted.remove(id);
                desk.ended(id, desk.heard.admission(id).reservedInput(), 10);
            }
        }

        assertThat(jain(got)).isGreaterThanOrEqualTo(0.99);
    }

    private static double jain(long[] shares) {
        double sum = 0;
        double squares = 0;
        for (long share : shares) {
            sum += share;
            squares += (double) share * share;
        }
        return sum * sum / (shares.length * squares);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sameCalls_haveTheSameEffects(long seed) {
        World one = new World(seed);
        World two = new World(seed);
        for (int i = 0; i < 1_000; i++) {
            one.step();
            two.step();
        }

        assertThat(one.desk.heard.admitted).isEqualTo(two.desk.heard.admitted);
        assertThat(one.desk.heard.waits).isEqualTo(two.desk.heard.waits);
        assertThat(one.desk.governor.state(one.desk.now)).isEqualTo(two.desk.governor.state(two.desk.now));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void refusedAtRandom_everybodyGoesInTheEnd(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = new Desk(GovernorSettings.DEFAULT.withMost(new Amounts(0, 500_000, 0)));
        for (int i = 0; i < 200; i++) {
            desk.ask("s" + i % 7, random.nextLong(10_000), 10);
        }
        int open = 200;
        for (int i = 0; i < 20_000 && open > 0; i++) {
            desk.pass(Duration.ofMillis(500));
            for (long id : List.copyOf(desk.heard.admitted)) {
                desk.heard.admitted.remove(id);
                if (random.nextInt(10) == 0) {
                    desk.refused(id, "", Optional.of(Duration.ofSeconds(random.nextLong(10))));
                    desk.ask(desk.request("s", 100, 10).withPriority(Priority.RESUME));
                } else {
                    desk.ended(id, 5_000, 10);
                    open--;
                }
            }
        }

        assertThat(open).isZero();
    }
}
