package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.DimensionReport;
import dev.perennial.governor.limit.LimitReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown limits, refusals, what headers tell. */
final class GateTest {

    private static final Optional<Duration> FIVE_SECONDS = Optional.of(Duration.ofSeconds(5));

    @Test
    void unknownLimits_oneProbeGoes_theRestWaitForItsHead() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        long probe = desk.ask("a", 100, 10);
        long second = desk.ask("b", 100, 10);
        assertThat(desk.went(probe)).isTrue();
        assertThat(desk.went(second)).isFalse();
        assertThat(desk.heard.lastWait(second).reason()).isEqualTo(Wait.Reason.PROBE);

        desk.started(probe, 100, Desk.full());

        assertThat(desk.went(second)).isTrue();
        assertThat(desk.heard.events).contains(new GovernorEvent.LimitTold(Desk.POOL, Dimension.INPUT, 60_000));
    }

    @Test
    void unknownLimits_probeThatFails_isFollowedByAnother() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        long probe = desk.ask("a", 100, 10);
        long second = desk.ask("b", 100, 10);

        desk.on(new Input.Broken(probe, false, LimitReport.NOTHING));

        assertThat(desk.went(second)).isTrue();
    }

    @Test
    void unknownLimits_probeThatBringsNothing_isFollowedByOneEachTenSeconds() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        for (int i = 0; i < 5; i++) {
            desk.ask("a", 100, 10);
        }

        desk.pass(Duration.ofSeconds(21));

        assertThat(desk.heard.admitted).hasSize(3);
    }

    @Test
    void unknownLimits_areTheAssumedButForAFifth() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        desk.ask("a", 1_000, 10);

        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(32_000);
        assertThat(desk.level(Dimension.OUTPUT).limit()).isEqualTo(12_800);
        assertThat(desk.level(Dimension.INPUT).known()).isFalse();
    }

    @Test
    void limitsNotTold_whatIsWaitedFor_isDoubledWhileRequestsAreAnswered() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        for (int i = 0; i < 100; i++) {
            desk.ask("a", 30_000, 10);
        }
        for (int i = 0; i < 4; i++) {
            desk.pass(Duration.ofSeconds(2));
            desk.started(desk.heard.admitted.get(i), 30_000, LimitReport.NOTHING);
        }

        assertThat(desk.level(Dimension.INPUT).limit()).isBetween(128_000L, 512_000L);
        assertThat(desk.level(Dimension.OUTPUT).limit()).isEqualTo(12_800);
        assertThat(desk.level(Dimension.INPUT).known()).isFalse();
    }

    @Test
    void limitsNotTold_refusals_cutTheLimitsInTurns() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);

        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
        assertThat(desk.level(Dimension.REQUESTS).limit()).isEqualTo(28);
        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(32_000);

        desk.pass(Duration.ofSeconds(5));
        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
        assertThat(desk.level(Dimension.REQUESTS).limit()).isEqualTo(28);
        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(22_400);
    }

    @Test
    void limitsNotTold_byAServerThatIsTrusted_areNoneFromItsFirstAnswerOn() {
        Desk desk = new Desk(GovernorSettings.DEFAULT.withTrusting(true));
        long probe = desk.ask("a", 100, 10);
        for (int i = 0; i < 100; i++) {
            desk.ask("a", 30_000, 1_000);
        }
        assertThat(desk.heard.admitted).containsExactly(probe);

        desk.started(probe, 100, LimitReport.NOTHING);

        assertThat(desk.heard.admitted).hasSize(101);
    }

    @Test
    void limitsNotTold_byATrustedServerThatRefuses_areFeltFor() {
        Desk desk = new Desk(GovernorSettings.DEFAULT.withTrusting(true));
        long probe = desk.ask("a", 100, 10);
        desk.started(probe, 100, LimitReport.NOTHING);
        assertThat(desk.level(Dimension.INPUT).limit()).isGreaterThan(10_000_000);

        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);

        assertThat(desk.level(Dimension.REQUESTS).limit()).isEqualTo(28);
        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(32_000);
        desk.ended(probe, 100, 10);
        desk.pass(Duration.ofSeconds(5));
        desk.started(desk.ask("a", 100, 10), 100, LimitReport.NOTHING);
        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(32_000);
    }

    @Test
    void limitsTold_byATrustedServer_hold() {
        Desk desk = new Desk(GovernorSettings.DEFAULT.withTrusting(true));

        desk.started(desk.ask("a", 100, 10), 100, Desk.full());

        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(60_000);
    }

    @Test
    void limitsNotTold_theUsersOwnHold() {
        Amounts most = new Amounts(0, 50_000, 0);
        Desk desk = new Desk(GovernorSettings.DEFAULT.withTrusting(true).withMost(most));

        desk.started(desk.ask("a", 100, 10), 100, LimitReport.NOTHING);

        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(50_000);
    }

    @Test
    void limitsNotTold_refusedAgainAndAgain_neverFallBelowAQuarterOfTheAssumed() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        for (int i = 0; i < 30; i++) {
            desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
            desk.pass(Duration.ofSeconds(20));
        }

        assertThat(desk.level(Dimension.REQUESTS).limit()).isEqualTo(12);
        assertThat(desk.went(desk.ask("a", 100, 10))).isTrue();
    }

    @Test
    void refused_withRetryAfter_closesForAllThenOneProbeThenTwiceAsMany() {
        Desk desk = Desk.knowing();
        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
        assertThat(desk.heard.events)
                .contains(new GovernorEvent.GateClosed(Desk.POOL, Refusal.Kind.RATE, Duration.ofSeconds(5)));
        for (int i = 0; i < 10; i++) {
            desk.ask("a", 100, 10);
        }
        int before = desk.heard.admitted.size();

        desk.pass(Duration.ofMillis(4_999));
        assertThat(desk.heard.admitted).hasSize(before);
        desk.pass(Duration.ofMillis(1));
        assertThat(desk.heard.admitted).hasSize(before + 1);
        desk.started(desk.heard.admitted.getLast(), 100, LimitReport.NOTHING);
        assertThat(desk.heard.admitted).hasSize(before + 3);
        desk.started(desk.heard.admitted.get(before + 1), 100, LimitReport.NOTHING);
        assertThat(desk.heard.admitted).hasSize(before + 6);
    }

    @Test
    void refused_probeWhoseAnswerTellsTheLimits_opensForAll() {
        Desk desk = Desk.knowing();
        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
        for (int i = 0; i < 10; i++) {
            desk.ask("a", 100, 10);
        }
        desk.pass(Duration.ofSeconds(5));

        desk.started(desk.heard.admitted.getLast(), 100, Desk.full());

        assertThat(desk.heard.admitted).hasSize(2 + 10);
    }

    @Test
    void refused_underALimitThatHasChanged_isNoTrafficOfOthers() {
        Desk desk = Desk.knowing();
        long refused = desk.ask("a", 100, 10);
        desk.pass(Duration.ofMillis(100));
        LimitReport halved = new LimitReport(
                new DimensionReport(OptionalLong.of(3_000), OptionalLong.of(0), Optional.empty()),
                DimensionReport.NOTHING,
                DimensionReport.NOTHING,
                Optional.empty());

        desk.on(new Input.Refused(refused, new Refusal("", FIVE_SECONDS, halved)));

        assertThat(desk.level(Dimension.REQUESTS).limit()).isEqualTo(3_000);
        assertThat(desk.level(Dimension.REQUESTS).foreign()).isZero();
    }

    @Test
    void refused_requestsUsedUpByOthers_areAskedForMoreSlowly() {
        Desk desk = Desk.knowing();
        long before = desk.level(Dimension.REQUESTS).foreign();
        LimitReport none = new LimitReport(
                new DimensionReport(OptionalLong.of(6_000), OptionalLong.of(0), Optional.empty()),
                DimensionReport.NOTHING,
                DimensionReport.NOTHING,
                Optional.empty());

        desk.on(new Input.Refused(desk.ask("a", 100, 10), new Refusal("", FIVE_SECONDS, none)));

        assertThat(before).isZero();
        assertThat(desk.level(Dimension.REQUESTS).foreign()).isBetween(750L, 5_400L);
        desk.pass(Duration.ofMinutes(20));
        assertThat(desk.level(Dimension.REQUESTS).foreign()).isLessThan(150);
    }

    @Test
    void refused_waitingRequest_isToldAboutTheGate() {
        Desk desk = Desk.knowing();
        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);

        long id = desk.ask("b", 100, 10);

        assertThat(desk.heard.lastWait(id)).isEqualTo(new Wait(Duration.ofSeconds(5), Wait.Reason.RETRY_AFTER, 0));
    }

    @Test
    void refused_withoutRetryAfter_waitsTwiceAsLongEachTime() {
        Desk desk = Desk.knowing();
        for (int seconds = 1; seconds <= 8; seconds *= 2) {
            desk.refused(desk.ask("a", 100, 10), "", Optional.empty());
            assertThat(desk.governor.state(desk.now).pools().getFirst().closed())
                    .isEqualTo(Duration.ofSeconds(seconds));
            desk.pass(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void refused_oneSentBeforeTheGateClosed_doesNotCountAsNews() {
        Desk desk = Desk.knowing();
        long first = desk.ask("a", 100, 10);
        long second = desk.ask("a", 100, 10);
        desk.refused(first, "", Optional.empty());

        desk.refused(second, "", Optional.empty());

        assertThat(desk.governor.state(desk.now).pools().getFirst().closed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void answered_oneSentBeforeTheGateClosed_doesNotOpenItWider() {
        Desk desk = Desk.knowing();
        long early = desk.ask("a", 100, 10);
        desk.refused(desk.ask("a", 100, 10), "", FIVE_SECONDS);
        desk.started(early, 100, LimitReport.NOTHING);
        for (int i = 0; i < 5; i++) {
            desk.ask("a", 100, 10);
        }
        int before = desk.heard.admitted.size();

        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.heard.admitted).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforced_spend_limit_reached", "contract_spend_limit_reached"})
    void refused_moneySpent_rejectsAllAtOnceWithAdvice(String code) {
        Desk desk = Desk.knowing();
        long first = desk.ask("a", 50_000, 10);
        long waiting = desk.ask("a", 50_000, 10);

        desk.refused(first, code, Optional.empty());
        long later = desk.ask("c", 10, 10);

        assertThat(desk.heard.rejection(waiting)).isEqualTo(new Rejection.Futile(code));
        assertThat(desk.heard.rejection(later).retryable()).isFalse();
        assertThat(desk.heard.rejection(later).sentence()).contains("Billing").contains(code);
    }

    @Test
    void refused_moneySpent_afterAMinuteOneMayFindOutWhetherItStillIs() {
        Desk desk = Desk.knowing();
        desk.refused(desk.ask("a", 10, 10), "enforced_spend_limit_reached", Optional.empty());
        desk.pass(Duration.ofMinutes(1));

        long probe = desk.ask("a", 10, 10);
        long second = desk.ask("a", 10, 10);
        assertThat(desk.went(probe)).isTrue();
        assertThat(desk.went(second)).isFalse();
        desk.started(probe, 10, LimitReport.NOTHING);

        assertThat(desk.went(second)).isTrue();
    }

    @Test
    void ramp_ofSmallLimits_keepsNobody() {
        Desk desk = Desk.knowing();

        assertThat(desk.went(desk.ask("a", 59_000, 10))).isTrue();
    }

    @Test
    void ramp_growsByLessThanTwiceAMinute() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        long first = desk.ask("first", 1, 1);
        desk.started(first, 0, Desk.report(8_000_000, 8_000_000, 12_000));
        desk.ended(first, 0, 0);
        for (int i = 0; i < 50; i++) {
            desk.ask("a", 200_000, 0);
        }
        int before = desk.heard.admitted.size();

        assertThat(desk.heard.admitted).hasSize(1 + 10);
        assertThat(desk.heard.waits.values())
                .allMatch(waits -> waits.getFirst().reason() == Wait.Reason.RAMP
                        || waits.getFirst().ahead() > 0);
        desk.pass(Duration.ofSeconds(65));
        assertThat(desk.heard.admitted.size() - before).isBetween(10, 17);
    }

    @Test
    void head_limitHalved_isFollowedAtTheNextHead() {
        Desk desk = Desk.knowing();

        desk.started(desk.ask("a", 1_000, 10), 1_000, Desk.report(30_000, 14_000, 12_000));

        assertThat(desk.level(Dimension.INPUT).limit()).isEqualTo(30_000);
        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(13_000);
    }

    @Test
    void head_otherTraffic_isSeen() {
        Desk desk = Desk.knowing();

        desk.started(desk.ask("a", 1_000, 10), 1_000, Desk.left(30_000, 12_000));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(29_000);
        assertThat(desk.level(Dimension.INPUT).foreign()).isPositive();
    }

    @Test
    void head_requestsThatTheServerMayNotHaveCounted_areNotTakenForOtherTraffic() {
        Desk desk = Desk.knowing();
        long first = desk.ask("a", 1_000, 10);
        desk.ask("a", 20_000, 10);

        desk.started(first, 1_000, Desk.left(59_000, 12_000));
        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(39_000);

        long third = desk.ask("a", 1_000, 10);
        desk.started(third, 1_000, Desk.left(38_000, 12_000));
        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(38_000);
        assertThat(desk.level(Dimension.INPUT).foreign()).isZero();
    }

    @Test
    void head_outputThatWeDoNotSeeYet_isNotTakenForOtherTraffic() {
        Desk desk = Desk.knowing();
        desk.ask("thinks", 10, 5_000);

        desk.started(desk.ask("a", 10, 10), 10, Desk.left(60_000, 8_000));

        assertThat(desk.level(Dimension.OUTPUT).low()).isEqualTo(12_000);
        assertThat(desk.level(Dimension.OUTPUT).foreign()).isZero();
    }

    @Test
    void refused_headers_areReadToo() {
        Desk desk = Desk.knowing();

        desk.on(new Input.Refused(desk.ask("a", 1_000, 10), new Refusal("", FIVE_SECONDS, Desk.left(0, 12_000))));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(1_000);
    }
}
