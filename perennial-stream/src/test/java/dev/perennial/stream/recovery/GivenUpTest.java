package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_01;
import static dev.perennial.stream.recovery.Rule.R_03;
import static dev.perennial.stream.recovery.Rule.R_04;
import static dev.perennial.stream.recovery.Rule.R_05;
import static dev.perennial.stream.recovery.Rule.R_11;
import static dev.perennial.stream.recovery.Rule.R_12;
import static dev.perennial.stream.recovery.Rule.R_13;
import static dev.perennial.stream.recovery.Rule.R_44;
import static dev.perennial.stream.recovery.Rule.R_99;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends without another attempt: cancelled, out of time, refused, or beyond what can be gone on with. */
class GivenUpTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final String BODY = Recoveries.BODY;

    @Test
    @Cell(R_01)
    void cancel_inText_endsWithWhatArrived() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.of(Wire.message().openText("Hel")))
                .at(Duration.ofSeconds(3), new Input.Cancel())
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.outcome().report().message().blocks().getFirst().json()).contains("\"text\":\"Hel\"");
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(run.rules()).containsExactly(R_01);
    }

    @Test
    @Cell(R_03)
    void totalTimeOver_endsAsBudgetSpent() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(20)));
        Answer slow = Answer.of(Wire.message().openText("a"))
                .pause(Duration.ofSeconds(20))
                .then(new Wire().ping());

        VirtualDriver run = VirtualDriver.of(recovery, slow).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(Cause.Withheld.Reason.class)
    @Cell(R_04)
    void withheldByTheGovernor_endsAsThat_withItsAdvice(Cause.Withheld.Reason reason) {
        Recovery recovery = Recoveries.usual();
        Heard heard = new Heard();
        recovery.start(0, heard);

        recovery.on(1, new Input.Withheld(1, new Cause.Withheld(reason, "Raise it.")), heard);

        assertThat(heard.ends()).singleElement().satisfies(end -> {
            assertThat(end.code())
                    .isEqualTo(
                            switch (reason) {
                                case BUDGET_SPENT -> "budget_spent";
                                case TOO_LATE -> "rate_limited";
                                case SPEND_LIMIT -> "rejected";
                            });
            assertThat(end.text()).endsWith("Raise it.");
        });
    }

    @Test
    @Cell(R_04)
    void badRequest_isRejectedAtOnce_withTheApisOwnBody() {
        String error =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: no\"}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(400, error)).run();

        assertThat(run.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, r -> {
            Cause.Status cause = (Cause.Status) r.cause();
            assertThat(cause.fault().message()).isEqualTo("max_tokens: no");
            assertThat(cause.body()).asString().isEqualTo(error);
        });
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void spendLimit_isRejectedAtOnce_thoughItIsA429() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Spent.\","
                + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(429, error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void badRequest_toARequestOfOurOwn_isACut_forTheCallersWasAccepted() {
        Answer refused = Answer.status(400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"}}");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(Wire.message().text("Hello")), refused)
                .run();

        assertThat(run.rules()).containsExactly(R_44, R_04);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.outcome().retryable()).isTrue();
    }

    @Test
    @Cell(R_04)
    void rejectionUnderStatus200_isRejectedAtOnce() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(200, error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void invalidRequestInTheStream_neverResumes() {
        Wire error = Wire.message().openText("Hel").error("invalid_request_error");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.of(error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    @Cell(R_05)
    void threadBody_cutAfterItsHead_isNotResumed() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"thread\":{\"type\":\"create\"}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(body), Answer.whole(Wire.message()))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_05);
    }

    @Test
    void threadBody_overloadedBeforeAnyStream_isSentAgain() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"thread\":{\"type\":\"create\"}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(body), Answer.status(529, "{}"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell(R_11)
    void overloadedForever_endsAfterTenAttempts() {
        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(529, "{}")).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.outcome().report().attempts()).hasSize(10);
        assertThat(run.rules().getLast()).isEqualTo(R_11);
    }

    @Test
    @Cell(R_12)
    void cutAfterFallback_isCut() {
        Wire cut = Wire.message()
                .text("Half")
                .block("{\"type\":\"fallback\",\"from\":{\"model\":\"a\"},\"to\":{\"model\":\"b\"}}")
                .stop();

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_12);
    }

    @Test
    @Cell(R_13)
    void cutInBlockOfUnknownType_isCut_butItWasDelivered() {
        Wire cut = Wire.message().block("{\"type\":\"hologram\"}").delta("{\"type\":\"light_delta\",\"x\":1}");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.events()).isEqualTo(cut.toString());
        assertThat(run.rules()).containsExactly(R_13);
    }

    @Test
    @Cell(R_99)
    void aStateThatNoRowKnows_endsAsCut() {
        Situation unheardOf = new Situation(
                new Cause.Reset(),
                false,
                true,
                true,
                true,
                false,
                false,
                false,
                Optional.empty(),
                false,
                false,
                false,
                Optional.of(BlockKind.SERVER_CALL),
                false,
                false,
                false,
                false,
                true);

        assertThat(Rule.decide(unheardOf)).isEqualTo(R_99);
    }
}
