package dev.perennial.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API would refuse is known before it is sent. */
class RequestChecksTest {

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, 1, true",
        "claude-opus-5-5, 128000, true",
        "claude-opus-5-5, 128001, false",
        "claude-opus-5-5, 0, false",
        "claude-opus-4-5, 64001, false",
        "nobody-knows, 9000000, true",
        "nobody-knows, 0, false",
    })
    void check_maxTokens_hasToBeInRange(String model, long maxTokens, boolean fine) {
        assertThat(check(model, PlannedRequest.of(maxTokens))).hasSize(fine ? 0 : 1);
    }

    @Test
    void check_maxTokensTooLarge_namesValueRangeAndWayOut() {
        Violation violation =
                check("claude-opus-4-5", PlannedRequest.of(100_000)).getFirst();

        assertThat(violation.field()).isEqualTo("max_tokens");
        assertThat(violation.sentence())
                .isEqualTo("max_tokens is 100,000 but claude-opus-4-5 takes 1 to 64,000: choose a value in that range");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, ADAPTIVE, , true",
        "claude-opus-5-5, DISABLED, , false",
        "claude-opus-5-5, ENABLED, 2000, false",
        "claude-fable-5-2, DISABLED, , false",
        "claude-opus-5, DISABLED, , true",
        "claude-opus-4-6, ENABLED, 2000, true",
        "claude-opus-4-5, ADAPTIVE, , false",
        "claude-opus-4-5, ENABLED, 1024, true",
        "claude-opus-4-5, ENABLED, 1023, false",
        "claude-opus-4-5, ENABLED, 9999, true",
        "claude-opus-4-5, ENABLED, 10000, false",
        "claude-opus-4-5, ENABLED, , false",
        "claude-opus-4-5, DISABLED, 2000, false",
        "claude-opus-4-5, , 2000, true",
        "claude-sonnet-5-5, BETWEEN_TOOLS, , true",
        "claude-sonnet-5-5, DISABLED, , false",
        "claude-sonnet-5-5, , 2000, false",
        "nobody-knows, DISABLED, , true",
        "nobody-knows, ENABLED, 20, false",
    })
    void check_thinking_hasToFitTheModel(
            String model,
            @org.jspecify.annotations.Nullable ThinkingMode mode,
            @org.jspecify.annotations.Nullable Long budget,
            boolean fine) {
        PlannedRequest request = PlannedRequest.of(10_000);
        request = mode == null ? request : request.withThinking(mode);
        request = budget == null ? request : request.withThinkingBudget(budget);

        assertThat(check(model, request).isEmpty()).isEqualTo(fine);
    }

    @Test
    void check_disabledOnSonnet55_namesTheOtherWay() {
        assertThat(check("claude-sonnet-5-5", PlannedRequest.of(10).withThinking(ThinkingMode.DISABLED)))
                .singleElement()
                .extracting(Violation::wayOut)
                .asString()
                .contains("between_tools");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, XHIGH, true",
        "claude-opus-4-6, XHIGH, false",
        "claude-opus-4-6, MAX, true",
        "claude-opus-4-5, MAX, false",
        "claude-opus-4-5, HIGH, true",
        "claude-sonnet-4-5, LOW, false",
        "claude-haiku-4-5, HIGH, false",
        "nobody-knows, MAX, true",
    })
    void check_effort_hasToBeALevelOfTheModel(String model, Effort effort, boolean fine) {
        assertThat(check(model, PlannedRequest.of(10).withEffort(effort)).isEmpty())
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5, DISABLED, HIGH, true",
        "claude-opus-5, DISABLED, XHIGH, false",
        "claude-haiku-5-5, DISABLED, MAX, false",
        "claude-sonnet-5-5, BETWEEN_TOOLS, XHIGH, false",
        "claude-sonnet-5, DISABLED, MAX, true",
    })
    void check_lessThinkingWithMuchEffort_dependsOnTheModel(
            String model, ThinkingMode mode, Effort effort, boolean fine) {
        assertThat(check(model, PlannedRequest.of(10).withThinking(mode).withEffort(effort))
                        .isEmpty())
                .isEqualTo(fine);
    }

    @Test
    void check_promptBeyondTheWindow_namesBothNumbers() {
        assertThat(check("claude-opus-5-5", PlannedRequest.of(10).withEstimatedInput(1_200_000)))
                .singleElement()
                .extracting(Violation::sentence)
                .asString()
                .contains("1,200,000", "1,000,000");
        assertThat(check("claude-opus-5-5", PlannedRequest.of(10).withEstimatedInput(999_999)))
                .isEmpty();
    }

    @Test
    void check_severalFaults_tellsAll() {
        PlannedRequest request = PlannedRequest.of(0)
                .withThinking(ThinkingMode.DISABLED)
                .withThinkingBudget(5)
                .withEffort(Effort.MAX);

        assertThat(check("claude-haiku-4-5", request))
                .extracting(Violation::field)
                .containsExactly("max_tokens", "thinking.budget_tokens", "output_config.effort");
    }

    @Test
    void words_ofTheApi_areRead() {
        assertThat(Effort.parse("xhigh")).contains(Effort.XHIGH);
        assertThat(Effort.parse("XHIGH")).isEmpty();
        assertThat(ThinkingMode.parse("between_tools")).contains(ThinkingMode.BETWEEN_TOOLS);
        assertThat(ThinkingMode.parse("off")).isEmpty();
    }

    private static List<Violation> check(String model, PlannedRequest request) {
        return RequestChecks.check(Catalogue.builtIn().get(model), request);
    }
}
