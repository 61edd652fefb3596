package dev.perennial.agent;

import static dev.perennial.agent.Events.call;
import static dev.perennial.agent.Events.goOn;
import static dev.perennial.agent.Events.history;
import static dev.perennial.agent.Events.result;
import static dev.perennial.agent.Events.stop;
import static dev.perennial.agent.Events.text;
import static dev.perennial.agent.Events.thinking;
import static dev.perennial.agent.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each cell of the decision over the history. */
final class LoopTest {

    @Test
    void next_userSpoke_asks() {
        assertThat(Loop.next(history(user("hi")))).isEqualTo(new Step.Ask());
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, COMPLETE",
        "stop_sequence, COMPLETE",
        "refusal, REFUSED",
        "model_context_window_exceeded, CONTEXT_FULL",
        "compaction, CUT",
        "something_new, CUT",
        "'', CUT",
    })
    void next_textAndStopReason_ends(String reason, Outcome outcome) {
        assertThat(Loop.next(history(user("hi"), text("Hello"), stop(reason))))
                .isInstanceOfSatisfying(
                        Step.End.class, end -> assertThat(end.outcome()).isEqualTo(outcome));
    }

    @Test
    void next_emptyAnswer_isComplete() {
        assertThat(Loop.next(history(user("hi"), stop("end_turn")))).isEqualTo(new Step.End(Outcome.COMPLETE, ""));
    }

    @Test
    void next_toolUse_answersAllCallsInOrder() {
        assertThat(Loop.next(history(user("hi"), text("Let me see"), call("a"), call("b"), stop("tool_use"))))
                .isInstanceOfSatisfying(Step.AnswerCalls.class, step -> {
                    assertThat(step.run()).extracting(ToolCall::id).containsExactly("a", "b");
                    assertThat(step.cut()).isEmpty();
                });
    }

    @Test
    void next_someResultsGiven_answersTheOthers() {
        assertThat(Loop.next(history(user("hi"), call("a"), call("b"), stop("tool_use"), result("a", "1"))))
                .isInstanceOfSatisfying(
                        Step.AnswerCalls.class,
                        step -> assertThat(step.run()).extracting(ToolCall::id).containsExactly("b"));
    }

    @Test
    void next_allResultsGiven_asks() {
        assertThat(Loop.next(history(user("hi"), call("a"), stop("tool_use"), result("a", "1"))))
                .isEqualTo(new Step.Ask());
    }

    @Test
    void next_toolUseWithoutCall_isCut() {
        assertThat(Loop.next(history(user("hi"), text("Hm"), stop("tool_use"))))
                .isInstanceOfSatisfying(
                        Step.End.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.CUT));
    }

    @Test
    void next_pauseTurn_asksAgain() {
        assertThat(Loop.next(history(user("hi"), text("Searching"), stop("pause_turn"))))
                .isEqualTo(new Step.Ask());
    }

    @Test
    void next_outputLimitInText_continuesThreeTimesThenIsCut() {
        List<SessionEvent> events = new ArrayList<>(List.of(user("hi"), text("one"), stop("max_tokens")));
        for (int i = 0; i < 3; i++) {
            assertThat(next(events)).isEqualTo(new Step.Continue());
            events.addAll(List.of(goOn(), text("more"), stop("max_tokens")));
        }

        assertThat(next(events))
                .isInstanceOfSatisfying(
                        Step.End.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.CUT));
    }

    @Test
    void next_outputLimitInToolInput_runsWholeCallsOnly() {
        assertThat(Loop.next(history(user("hi"), call("a"), call("b"), stop("max_tokens"))))
                .isInstanceOfSatisfying(Step.AnswerCalls.class, step -> {
                    assertThat(step.run()).extracting(ToolCall::id).containsExactly("a");
                    assertThat(step.cut()).extracting(ToolCall::id).containsExactly("b");
                });
    }

    @Test
    void next_outputLimitInToolInputAgainAndAgain_isCut() {
        List<SessionEvent> events = new ArrayList<>(List.of(user("hi")));
        for (int i = 0; i < 4; i++) {
            events.addAll(List.of(call("c" + i), stop("max_tokens"), result("c" + i, "too long")));
        }
        events.removeLast();

        assertThat(next(events))
                .isInstanceOfSatisfying(
                        Step.End.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.CUT));
    }

    @Test
    void next_outputLimitInThinking_isCut() {
        assertThat(Loop.next(history(user("hi"), thinking("s"), stop("max_tokens"))))
                .isInstanceOfSatisfying(Step.End.class, end -> {
                    assertThat(end.outcome()).isEqualTo(Outcome.CUT);
                    assertThat(end.detail()).contains("--max-tokens");
                });
    }

    @Test
    void next_outputLimitBeforeAnything_isCut() {
        assertThat(Loop.next(history(user("hi"), stop("max_tokens"))))
                .isInstanceOfSatisfying(
                        Step.End.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.CUT));
    }

    @Test
    void next_newUserInput_forgetsEarlierOutputLimits() {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.addAll(List.of(user("hi"), text("one"), stop("max_tokens")));
        }

        assertThat(next(events)).isEqualTo(new Step.Continue());
    }

    private static Step next(List<SessionEvent> events) {
        return Loop.next(history(events.toArray(SessionEvent[]::new)));
    }
}
