package dev.perennial.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of sampling parameters; a line per cell. */
class SamplingChecksTest {

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-6, , 0.8, , , ",
        "claude-sonnet-4-6, , 0, , , ",
        "claude-sonnet-4-6, , 1, , , ",
        "claude-sonnet-4-6, , , 0.9, , ",
        "claude-sonnet-4-6, , , , 40, ",
        "claude-sonnet-4-6, , 0.5, , 0, ",
        "claude-sonnet-4-6, , 1.1, , , temperature",
        "claude-sonnet-4-6, , -0.1, , , temperature",
        "claude-sonnet-4-6, , NaN, , , temperature",
        "claude-sonnet-4-6, , , 2, , top_p",
        "claude-sonnet-4-6, , , , -1, top_k",
        "claude-sonnet-4-6, , 0.5, 0.5, , top_p",
        "claude-haiku-4-5, , 0.5, 0.5, , top_p",
        "claude-sonnet-4-6, ADAPTIVE, 0.8, , , temperature",
        "claude-sonnet-4-6, ADAPTIVE, 1, , , ",
        "claude-sonnet-4-6, ADAPTIVE, , 0.94, , top_p",
        "claude-sonnet-4-6, ADAPTIVE, , 0.95, , ",
        "claude-sonnet-4-6, ADAPTIVE, , , 5, top_k",
        "claude-sonnet-4-6, DISABLED, 0.8, , , ",
        "claude-opus-4-7, , 0.8, , , temperature",
        "claude-opus-5-5, , 0.8, , , temperature",
        "claude-opus-5-5, , 1, , , ",
        "claude-opus-5-5, , , 0.9, , top_p",
        "claude-opus-5-5, , , , 40, top_k",
        "nobody-knows, , 0.8, 0.9, 40, ",
        "nobody-knows, , 1.8, , , temperature",
    })
    void check_byModelAndThinking(
            String model,
            @Nullable ThinkingMode thinking,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Long topK,
            @Nullable String refused) {
        Sampling sampling = Sampling.NONE;
        sampling = temperature == null ? sampling : sampling.withTemperature(temperature);
        sampling = topP == null ? sampling : sampling.withTopP(topP);
        sampling = topK == null ? sampling : sampling.withTopK(topK);
        PlannedRequest request = PlannedRequest.of(1000).withSampling(sampling);

        List<Violation> violations = RequestChecks.check(
                Catalogue.builtIn().get(model), thinking == null ? request : request.withThinking(thinking));

        assertThat(violations)
                .extracting(Violation::field)
                .isEqualTo(Optional.ofNullable(refused).stream().toList());
    }

    @Test
    void sentence_namesFieldValueModelAndWayOut() {
        PlannedRequest request = PlannedRequest.of(1000).withSampling(Sampling.NONE.withTemperature(0.8));

        assertThat(RequestChecks.check(Catalogue.builtIn().get("claude-opus-5-5"), request))
                .extracting(Violation::sentence)
                .singleElement()
                .asString()
                .startsWith("temperature is 0.8 but claude-opus-5-5 takes no sampling parameters")
                .contains("leave it out", "claude-sonnet-4-6");
    }
}
