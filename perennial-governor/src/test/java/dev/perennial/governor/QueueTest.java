package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.limit.LimitReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes first, and what waiters are told. */
final class QueueTest {

    private final Desk desk = Desk.knowing();

    /** Takes all input there is, so that what comes after has to wait. */
    private void drain() {
        long id = desk.ask("drain", 59_000, 10);
        desk.started(id, 60_000, LimitReport.NOTHING);
        desk.ended(id, 60_000, 0);
    }

    private List<Long> orderOf(List<Long> ids) {
        desk.pass(Duration.ofMinutes(10));
        List<Long> order = new ArrayList<>(desk.heard.admitted);
        order.retainAll(ids);
        return order;
    }

    @Test
    void queue_sessions_takeTurnsHoweverManyOneAsksFor() {
        drain();
        long a1 = desk.ask("a", 10_000, 10);
        long a2 = desk.ask("a", 10_000, 10);
        long a3 = desk.ask("a", 10_000, 10);
        long b1 = desk.ask("b", 10_000, 10);
        long b2 = desk.ask("b", 10_000, 10);

        assertThat(orderOf(List.of(a1, a2, a3, b1, b2))).containsExactly(a1, b1, a2, b2, a3);
    }

    @Test
    void queue_sessions_getEqualAmountsNotEqualNumbers() {
        drain();
        long large1 = desk.ask("large", 20_000, 10);
        long large2 = desk.ask("large", 20_000, 10);
        List<Long> all = new ArrayList<>(List.of(large1, large2));
        for (int i = 0; i < 4; i++) {
            all.add(desk.ask("small", 5_000, 10));
        }

        List<Long> order = orderOf(all);

        assertThat(order.indexOf(large2)).isEqualTo(5);
    }

    @Test
    void queue_sessionThatPaused_getsNoCreditForIt() {
        drain();
        long a1 = desk.ask("a", 10_000, 10);
        long a2 = desk.ask("a", 10_000, 10);
        desk.pass(Duration.ofSeconds(15));
        assertThat(desk.went(a1)).isTrue();
        long b1 = desk.ask("b", 10_000, 10);
        long b2 = desk.ask("b", 10_000, 10);

        assertThat(orderOf(List.of(a2, b1, b2))).containsExactly(a2, b1, b2);
    }

    @Test
    void queue_resumption_goesBeforeNewWorkAndThatBeforeBackground() {
        drain();
        long background = desk.ask(desk.request("a", 10_000, 10).withPriority(Priority.BACKGROUND));
        long normal = desk.ask("b", 10_000, 10);
        long resume = desk.ask(desk.request("c", 10_000, 10).withPriority(Priority.RESUME));

        assertThat(orderOf(List.of(background, normal, resume))).containsExactly(resume, normal, background);
    }

    @Test
    void queue_backgroundBehindAFloodOfResumptions_goesAfterSixteen() {
        drain();
        long background = desk.ask(desk.request("patient", 10_000, 10).withPriority(Priority.BACKGROUND));
        int flood = 0;
        while (!desk.went(background)) {
            desk.ask(desk.request("flood-" + flood++, 10_000, 10).withPriority(Priority.RESUME));
            desk.pass(Duration.ofSeconds(5));
            answerAll();
        }

        assertThat(desk.heard.admitted.indexOf(background)).isEqualTo(2 + 16);
    }

    private void answerAll() {
        for (long id : List.copyOf(desk.heard.admitted)) {
            desk.ended(id, 10_000, 10);
        }
    }

    @Test
    void queue_largeRequest_isNotPassedByBySmallOnes() {
        drain();
        long large = desk.ask("a", 50_000, 10);
        long small = desk.ask("b", 100, 10);

        desk.pass(Duration.ofSeconds(50));

        assertThat(desk.went(small)).isFalse();
        desk.pass(Duration.ofSeconds(2));
        assertThat(desk.heard.admitted).endsWith(large, small);
    }

    @Test
    void deadline_thatCannotBeMet_isSaidAtOnce() {
        drain();

        long id = desk.ask(desk.request("a", 10_000, 10)
                .withDeadline(desk.now + Duration.ofSeconds(5).toNanos()));

        assertThat(desk.heard.rejection(id)).isInstanceOf(Rejection.Late.class);
        assertThat(desk.heard.rejection(id).retryable()).isTrue();
        assertThat(desk.heard.waits).doesNotContainKey(id);
    }

    @Test
    void deadline_thatPasses_endsTheWait() {
        drain();
        desk.ask("a", 40_000, 10);
        long id = desk.ask(desk.request("b", 10_000, 10)
                .withDeadline(desk.now + Duration.ofSeconds(20).toNanos()));
        desk.ask("a", 10_000, 10);
        assertThat(desk.heard.waits).containsKey(id);

        long resumed = desk.ask(desk.request("c", 50_000, 10).withPriority(Priority.RESUME));
        desk.pass(Duration.ofMillis(20_001));

        assertThat(desk.heard.rejection(id)).isInstanceOf(Rejection.Late.class);
        assertThat(desk.went(resumed)).isFalse();
    }

    @Test
    void cancelled_waiter_neverGoesAndLetsOthersPass() {
        drain();
        long first = desk.ask("a", 50_000, 10);
        long second = desk.ask("b", 1_000, 10);

        desk.on(new Input.Cancelled(first));
        desk.pass(Duration.ofSeconds(3));

        assertThat(desk.went(second)).isTrue();
        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.went(first)).isFalse();
    }

    @Test
    void wait_ofEach_isToldAtOnceWithAllThatAreAhead() {
        drain();
        desk.ask("a", 10_000, 10);
        desk.ask("b", 10_000, 10);

        long third = desk.ask("c", 10_000, 10);

        assertThat(desk.heard.lastWait(third)).isEqualTo(new Wait(Duration.ofSeconds(30), Wait.Reason.INPUT, 2));
    }

    @Test
    void wait_estimate_isUpdatedAsTimePasses() {
        drain();
        long id = desk.ask("a", 50_000, 10);

        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.heard.lastWait(id).estimate()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(33));
        assertThat(desk.heard.waits.getOrDefault(id, List.of())).hasSizeBetween(4, 20);
    }

    @Test
    void wait_estimate_isAboutWhatItComesTo() {
        drain();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(desk.ask("s" + i, 5_000, 10));
        }
        List<Duration> estimates =
                ids.stream().map(id -> desk.heard.lastWait(id).estimate()).toList();

        desk.pass(Duration.ofMinutes(3));

        for (int i = 0; i < ids.size(); i++) {
            Duration waited = desk.heard.admission(ids.get(i)).waited();
            assertThat(waited.minus(estimates.get(i)).abs()).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void coldPrefix_followersWaitForTheFirstHeadAndThenReadTheCache() {
        long first = desk.ask(prefixed("a"));
        long second = desk.ask(prefixed("b"));
        assertThat(desk.went(first)).isTrue();
        assertThat(desk.heard.lastWait(second).reason()).isEqualTo(Wait.Reason.SHARED_PREFIX);

        desk.started(first, 21_000, LimitReport.NOTHING);

        assertThat(desk.heard.admission(second).reservedInput()).isEqualTo(1_000);
    }

    private Ask prefixed(String session) {
        Ask plain = desk.request(session, 21_000, 10);
        InputEstimate input = plain.input().cachedAt(Desk.cachedAt("system", 20_000));
        return new Ask(plain.id(), session, Desk.POOL, Desk.MODEL, input, plain.output());
    }

    @Test
    void coldPrefix_writerThatFails_isFollowedByTheNext() {
        long first = desk.ask(prefixed("a"));
        long second = desk.ask(prefixed("b"));
        long third = desk.ask(prefixed("c"));

        desk.on(new Input.Broken(first, false, LimitReport.NOTHING));

        assertThat(desk.went(second)).isTrue();
        assertThat(desk.went(third)).isFalse();
    }

    @Test
    void coldPrefix_writerThatSaysNothing_keepsNobodyLongerThanHalfAMinute() {
        desk.ask(prefixed("a"));
        long second = desk.ask(prefixed("b"));

        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.went(second)).isTrue();
    }

    @Test
    void coldPrefix_doesNotKeepOthers() {
        desk.ask(prefixed("a"));
        desk.ask(prefixed("b"));

        assertThat(desk.went(desk.ask("c", 1_000, 10))).isTrue();
    }

    @Test
    void warmPrefix_expires() {
        long first = desk.ask(prefixed("a"));
        desk.started(first, 21_000, LimitReport.NOTHING);
        desk.ended(first, 21_000, 10);
        desk.pass(Duration.ofMinutes(4));
        assertThat(desk.heard.admission(desk.ask(prefixed("b"))).reservedInput())
                .isEqualTo(1_000);
        desk.pass(Duration.ofMinutes(6));

        assertThat(desk.heard.admission(desk.ask(prefixed("c"))).reservedInput())
                .isEqualTo(21_000);
    }

    @Test
    void warmPrefix_thatIsAboutToExpire_goesBeforeOthersOfItsPriority() {
        long first = desk.ask(prefixed("a"));
        desk.started(first, 21_000, LimitReport.NOTHING);
        desk.ended(first, 21_000, 10);
        desk.pass(Duration.ofSeconds(284));
        drain();
        long other = desk.ask("b", 5_000, 10);
        long cached = desk.ask(prefixed("c"));

        assertThat(orderOf(List.of(other, cached))).containsExactly(cached, other);
    }
}
