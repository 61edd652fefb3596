package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.ANSWER;
import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.answering;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thinking of the latest answer comes back in its order and without gaps: platform.claude.com, "Extended thinking"; it
 * may be left out from the start, from the end, or all: "Preserved thinking".
 */
final class ThinkingOrderTest {

    private static final String MODIFIED = ": `thinking` or `redacted_thinking` blocks in the latest assistant message"
            + " cannot be modified. These blocks must remain as they were in the original response.";

    /** An answer of one thought, another, a redacted one and a text, which come back as the digits say. */
    private static String sentBack(String model, String order, String... then) {
        JsonNode content = answering(prompt -> Reply.of(
                        Reply.thinkingBlock("One."),
                        Reply.thinkingBlock("Two."),
                        Json.object().put("type", "redacted_thinking"),
                        Reply.textBlock("Done.")))
                .whole(bodyFor(model, "'thinking':{'type':'adaptive'},", USER))
                .path("content");
        String blocks = Arrays.stream(order.split("", -1))
                .filter(digit -> !digit.isEmpty())
                .map(digit -> Json.write(content.path(Integer.parseInt(digit))).replace('"', '\''))
                .collect(Collectors.joining(","));
        return bodyFor(model, "", USER, assistant(blocks), String.join(",", then));
    }

    @ParameterizedTest
    @CsvSource({"1023,1", "0213,1", "023,1", "00123,1", "01320,4", "2013,1"})
    void thinking_movedLeftOutBetweenOrDoubled_isRefused(String order, int place) {
        for (String model : new String[] {"claude-opus-5-5", "claude-opus-5"}) {
            String fault = api().answer(sentBack(model, order, USER));

            assertThat(fault).as(model).isEqualTo("400 messages.1.content." + place + MODIFIED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "123", "23", "3", "013", "03", "0132", "3012"})
    void thinking_leftOutAtItsEnds_isAccepted(String order) {
        assertThat(api().answer(sentBack("claude-opus-5-5", order, USER))).isEqualTo("200");
        assertThat(api().answer(sentBack("claude-opus-5", order, USER))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1023", "023"})
    void thinking_movedInAnOlderAnswer_isNotLookedAt(String order) {
        assertThat(api().answer(sentBack("claude-opus-5", order, USER, ANSWER, USER)))
                .isEqualTo("200");
    }
}
