package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_10;
import static dev.perennial.stream.recovery.Rule.R_15;
import static dev.perennial.stream.recovery.Rule.R_21;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What keeping a message alive may buy besides the message. */
class ResumeTokensTest {

    private static final Wire CUT = Wire.message().openText("The answer is long, and breaks here");
    private static final Answer BROKEN = Answer.whole(CUT);
    private static final Answer REST = Answer.whole(Wire.message().text("Hello").end("end_turn", 5));

    /** A prompt of which most was in the cache: 60 tokens in all. */
    private static final Wire CACHED = new Wire()
            .frame(
                    "message_start",
                    "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\","
                            + "\"model\":\"claude-test\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                            + "\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":20,"
                            + "\"cache_read_input_tokens\":30,\"output_tokens\":1}}}");

    private static VirtualDriver run(long limit, Answer... answers) {
        return VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withResumeTokens(limit)), answers)
                .run();
    }

    /** What the first of these attempts is billed. */
    private static long bill(Answer... answers) {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), answers).run();
        return run.outcome().report().attempts().getFirst().usage().total();
    }

    @Test
    void limit_thatTheBrokenAttemptJustReaches_isKept() {
        VirtualDriver run = run(bill(BROKEN, REST), BROKEN, REST);

        assertThat(run.calls()).hasSize(2);
        assertThat(run.rules()).startsWith(R_21);
    }

    @Test
    @Cell(R_15)
    void limit_aTokenLower_endsAsBudgetSpent_withAllThatArrived() {
        VirtualDriver run = run(bill(BROKEN, REST) - 1, BROKEN, REST);

        assertThat(run.calls()).hasSize(1);
        assertThat(run.rules()).containsExactly(R_15);
        assertThat(run.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
        assertThat(run.outcome().advice()).contains("tokens");
        assertThat(run.outcome().report().message().blocks().getFirst().json()).contains("and breaks here");
    }

    @Test
    void limit_countsTheAttemptsUpToIt() {
        Answer thinks = Answer.whole(Wire.message().openThinking("A thought that is thought twice"));
        long bill = bill(thinks, REST);

        assertThat(run(2 * bill, thinks, thinks, REST).calls()).hasSize(3);
        assertThat(run(2 * bill - 1, thinks, thinks, REST).calls()).hasSize(2);
    }

    @Test
    void input_countsWhetherItWasCachedOrNot() {
        Answer broken = Answer.whole(CACHED);

        assertThat(run(60, broken, REST).calls()).hasSize(2);
        assertThat(run(59, broken, REST).calls()).hasSize(1);
    }

    @Test
    void requestsThatWereRefused_costNothing() {
        VirtualDriver run = run(0, Answer.status(529, "{}"), Answer.unreachable(), REST);

        assertThat(run.calls()).hasSize(3);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void zero_buysNothingTwice() {
        assertThat(run(0, BROKEN, REST).outcome()).isInstanceOf(Outcome.BudgetSpent.class);
    }

    @Test
    void messageThatCanBeClosedHere_isClosed_forThatCostsNothing() {
        VirtualDriver run = run(0, Answer.whole(Wire.message().call("t")));

        assertThat(run.rules()).containsExactly(R_10);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void negativeLimit_isRefused() {
        assertThatThrownBy(() -> Budgets.DEFAULT.withResumeTokens(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resumeTokens is -1");
    }

    @Test
    void otherBudgets_keepTheLimit() {
        Budgets limited = Budgets.DEFAULT.withResumeTokens(7);

        assertThat(limited.withAttempts(2)
                        .withResumes(3)
                        .withPatience(limited.longestWait())
                        .withTotal(limited.longestWait())
                        .resumeTokens())
                .hasValue(7);
    }
}
