package dev.perennial.agent;

import static dev.perennial.agent.Repetition.Warning.MODEL;
import static dev.perennial.agent.Repetition.Warning.NOBODY;
import static dev.perennial.agent.Repetition.Warning.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.Repetition.Warning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepetitionTest {

    private final Repetition repetition = new Repetition();
    private int calls;

    @Test
    void after_sameCallAndResultFourTimes_tellsTheModelAtTheFourth() {
        assertThat(warnings("a=1", "a=1", "a=1", "a=1")).containsExactly(NOBODY, NOBODY, NOBODY, MODEL);
    }

    @Test
    void after_sameCallWithOtherResults_tellsNobody() {
        assertThat(warnings("a=1", "a=2", "a=3", "a=4", "a=5", "a=6")).containsOnly(NOBODY);
    }

    @Test
    void after_sameCallFailingThreeTimes_tellsTheModel() {
        assertThat(warnings("a!1", "a!2", "a!3")).containsExactly(NOBODY, NOBODY, MODEL);
    }

    @Test
    void after_twoCallsInTurn_tellsTheModelAtTheSixth() {
        assertThat(warnings("a=1", "b=2", "a=1", "b=2", "a=1", "b=2"))
                .containsExactly(NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, MODEL);
    }

    @Test
    void after_eightFailures_tellsTheModel() {
        assertThat(warnings("a!1", "b!1", "c!1", "d!1", "e!1", "f!1", "g!1", "h!1"))
                .last()
                .isEqualTo(MODEL);
    }

    @Test
    void after_goingOnLikeThat_tellsTheUserOnceAndNobodyMore() {
        List<Warning> warnings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            warnings.addAll(warnings("a=1"));
        }
        assertThat(warnings).filteredOn(w -> w == MODEL).hasSize(1);
        assertThat(warnings).filteredOn(w -> w == USER).hasSize(1);
        assertThat(warnings.indexOf(USER)).isEqualTo(7);
    }

    @Test
    void after_progressInBetween_tellsNobody() {
        assertThat(warnings("a=1", "a=1", "b=1", "a=1", "a=1", "c=1", "a=1", "a=1"))
                .containsOnly(NOBODY);
    }

    /** {@code a=1} is call a with result 1, {@code a!1} the same failing. */
    private List<Warning> warnings(String... steps) {
        List<Warning> warnings = new ArrayList<>();
        for (String step : steps) {
            ToolCall call = new ToolCall(
                    "id" + calls++,
                    "bash",
                    JsonNodeFactory.instance.objectNode().put("command", step.substring(0, 1)));
            warnings.add(repetition.after(call, ToolResult.of(step.substring(2), step.charAt(1) == '!')));
        }
        return warnings;
    }
}
