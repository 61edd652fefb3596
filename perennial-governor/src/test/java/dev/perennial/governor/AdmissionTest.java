package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reserve, send, settle. */
final class AdmissionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Desk desk = Desk.knowing();

    @Test
    void ask_whatFits_goesAtOnce() {
        long id = desk.ask("a", 10_000, 500);

        assertThat(desk.heard.admission(id)).isEqualTo(new Admission(Duration.ZERO, false, 10_000));
        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(50_000);
    }

    @Test
    void ask_whatDoesNotFit_isToldHowLongItWaitsAndForWhat() {
        desk.ask("a", 55_000, 100);

        long id = desk.ask("b", 15_000, 100);

        assertThat(desk.heard.lastWait(id)).isEqualTo(new Wait(Duration.ofSeconds(10), Wait.Reason.INPUT, 0));
        assertThat(desk.heard.lastWait(id).sentence()).isEqualTo("waiting 10 s for input tokens");
    }

    @Test
    void ask_whatDoesNotFit_goesWhenThereIsEnoughAndAMargin() {
        desk.ask("a", 55_000, 100);
        long id = desk.ask("b", 15_000, 100);

        desk.pass(Duration.ofMillis(10_500));
        assertThat(desk.went(id)).isFalse();

        desk.pass(Duration.ofMillis(100));
        assertThat(desk.heard.admission(id).waited()).isEqualTo(Duration.ofMillis(10_600));
    }

    @Test
    void ask_tooManyAtOnce_goesAtThePaceOfRequests() {
        for (int i = 0; i < 120; i++) {
            desk.ask("a", 1, 0);
        }

        // A second's worth but for a tenth, which is left for what our time and the server's differ by.
        assertThat(desk.heard.admitted).hasSize(1 + 90);
        desk.pass(Duration.ofMillis(100));
        assertThat(desk.heard.admitted).hasSize(1 + 100);
    }

    @Test
    void ask_idInUse_isRefused() {
        Ask ask = desk.request("a", 1, 1);
        desk.ask(ask);

        assertThatThrownBy(() -> desk.ask(ask))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id " + ask.id());
    }

    @Test
    void started_lessInputThanEstimated_givesTheRestBack() {
        long id = desk.ask("a", 10_000, 100);

        desk.on(new Input.Started(id, new TokenUsage(1_000, 0, 2_000, 500, 90_000)));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(56_500);
    }

    @Test
    void started_moreInputThanEstimated_takesTheRest() {
        long id = desk.ask("a", 10_000, 100);

        desk.on(new Input.Started(id, TokenUsage.of(70_000, 0)));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(-10_000);
    }

    @Test
    void ended_moreInputThanAtTheStart_takesTheRest() {
        long id = desk.ask("a", 10_000, 100);
        desk.on(new Input.Started(id, TokenUsage.of(10_000, 0)));

        desk.ended(id, 15_000, 100);

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(45_000);
    }

    @Test
    void generated_output_isTakenAsItComes() {
        long id = desk.ask("a", 10, 1_000);

        desk.governor.generated(desk.now, id, 300);
        desk.governor.generated(desk.now, id, 300);
        desk.governor.generated(desk.now, id, 200);

        assertThat(desk.level(Dimension.OUTPUT).low()).isEqualTo(11_700);
    }

    @Test
    void ended_outputThatWasNotSeen_isTakenAtTheEnd() {
        long id = desk.ask("a", 10, 1_000);
        desk.governor.generated(desk.now, id, 300);

        desk.ended(id, 10, 2_000);

        assertThat(desk.level(Dimension.OUTPUT).low()).isEqualTo(10_000);
    }

    @Test
    void ask_outputThatOthersWillGenerate_isLeftForThem() {
        desk.ask("a", 10, 7_000);

        long id = desk.ask("b", 10, 7_000);

        assertThat(desk.heard.lastWait(id).reason()).isEqualTo(Wait.Reason.OUTPUT);
    }

    @Test
    void ask_answersSlowerThanTheRefill_needNothingLeft() {
        slowAnswer();

        for (int i = 0; i < 3; i++) {
            assertThat(desk.went(desk.ask("a", 10, 7_000))).isTrue();
        }
    }

    /** A thousand tokens in 20 seconds are 3,000 a minute, a quarter of the limit. */
    private void slowAnswer() {
        long id = desk.ask("slow", 10, 1_000);
        desk.started(id, 10, Desk.full());
        desk.pass(Duration.ofSeconds(20));
        desk.ended(id, 10, 1_000);
        desk.pass(Duration.ofSeconds(20));
    }

    @Test
    void ask_manyAnswersTogetherFasterThanTheRefill_leavesThatMuch() {
        slowAnswer();
        for (int i = 0; i < 8; i++) {
            desk.ask("a", 10, 7_000);
        }

        // Six generate 18,000 a minute, of which the limit brings 12,000: a third of 42,000 is more than there is.
        assertThat(desk.heard.admitted).hasSize(2 + 5);
    }

    @Test
    void broken_neverReached_givesAllBack() {
        long id = desk.ask("a", 10_000, 100);

        desk.on(new Input.Broken(id, false, LimitReport.NOTHING));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(60_000);
        assertThat(desk.level(Dimension.REQUESTS).low()).isEqualTo(100);
    }

    @Test
    void broken_inTheMiddle_keepsWhatWasUsed() {
        long id = desk.ask("a", 10_000, 5_000);
        desk.on(new Input.Started(id, TokenUsage.of(9_000, 0)));
        desk.governor.generated(desk.now, id, 400);

        desk.on(new Input.Broken(id, true, LimitReport.NOTHING));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(51_000);
        assertThat(desk.level(Dimension.OUTPUT).low()).isEqualTo(11_600);
        assertThat(desk.went(desk.ask("b", 10, 11_000))).isTrue();
    }

    @Test
    void refused_request_givesItsTokensBackButNotTheRequest() {
        long id = desk.ask("a", 10_000, 100);

        desk.refused(id, "", Optional.of(SECOND));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(60_000);
        assertThat(desk.level(Dimension.REQUESTS).low()).isEqualTo(99);
    }

    @Test
    void oversize_request_goesAloneWhenTheBucketIsFullAndIsAnnounced() {
        long before = desk.ask("a", 6_000, 100);
        long large = desk.ask("b", 200_000, 100);
        long after = desk.ask("c", 1_000, 100);

        desk.started(before, 6_000, LimitReport.NOTHING);
        desk.ended(before, 6_000, 100);
        desk.pass(Duration.ofSeconds(6));
        assertThat(desk.went(large)).isFalse();
        desk.pass(SECOND);

        assertThat(desk.heard.admission(large).oversize()).isTrue();
        assertThat(desk.heard.events).contains(new GovernorEvent.Oversize(large, 200_000, 60_000));
        assertThat(desk.went(after)).isFalse();
        desk.pass(Duration.ofSeconds(140));
        assertThat(desk.went(after)).isFalse();
        desk.pass(Duration.ofSeconds(2));
        assertThat(desk.went(after)).isTrue();
    }

    @Test
    void oversize_request_waitsForTheHeadsOfOthers() {
        long before = desk.ask("a", 10, 100);
        long large = desk.ask("b", 200_000, 100);
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.went(large)).isFalse();

        desk.started(before, 10, LimitReport.NOTHING);
        assertThat(desk.went(large)).isTrue();
    }

    @Test
    void input_ofUnknownRequests_isIgnored() {
        desk.started(99, 10, Desk.full());
        desk.ended(99, 10, 10);
        desk.governor.generated(desk.now, 99, 10);
        desk.on(new Input.Broken(99, true, LimitReport.NOTHING));
        desk.refused(99, "", Optional.empty());
        desk.on(new Input.Cancelled(99));

        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(60_000);
    }
}
