package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models can be fast: platform.claude.com, "Fast mode". */
final class SpeedValidationTest {

    private static final String BETA = "fast-mode-2026-02-01";

    private static String fast(String model) {
        return bodyFor(model, "'speed':'fast',", USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-5-5", "claude-fable-5-2", "claude-mythos-5-2"})
    void fast_modelThatHasIt_isAcceptedWithAndWithoutHeader(String model) {
        assertThat(api().answer(fast(model))).isEqualTo("200");
        assertThat(api().beta(BETA).answer(fast(model))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-5", "claude-opus-4-8"})
    void fast_modelThatHasItAsBeta_needsTheHeader(String model) {
        assertThat(api().answer(fast(model))).isEqualTo("400 speed: Extra inputs are not permitted");
        assertThat(api().beta(BETA).answer(fast(model))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-5-5", "claude-fable-5-1", "claude-haiku-4-5", "claude-opus-4-7"})
    void fast_modelThatHasItNot_isRefused(String model) {
        assertThat(api().beta(BETA).answer(fast(model)))
                .isEqualTo("400 '" + model + "' does not support the `speed` parameter.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "standard"})
    void speed_askedFor_isToldInTheUsage(String speed) {
        String body = fast("claude-opus-5-5").replace("'fast'", "'" + speed + "'");
        SimulatedResponse.Stream stream =
                (SimulatedResponse.Stream) api().handle(body.replace("'speed'", "'stream':true,'speed'"));
        StreamStep.Frame start = (StreamStep.Frame) stream.steps().next();

        assertThat(api().whole(body).path("usage").path("speed").asText()).isEqualTo(speed);
        assertThat(start.data()).contains("\"speed\":\"" + speed + "\"");
    }

    @Test
    void speed_notAskedFor_isNotTold() {
        assertThat(api().whole(bodyFor("claude-opus-5-5", "", USER))
                        .path("usage")
                        .has("speed"))
                .isFalse();
    }

    @Test
    void standard_isAcceptedByAll() {
        assertThat(api().answer(fast("claude-sonnet-5-5").replace("'fast'", "'standard'")))
                .isEqualTo("200");
    }
}
