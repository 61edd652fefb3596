package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a break in an eager call left behind is taken by the strict simulator when it comes back in the next turn. */
class EagerNextTurnTest {

    private static final String BODY = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":4000,\"stream\":true,"
            + "\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
            + "\"tools\":[{\"name\":\"write\",\"eager_input_streaming\":true,\"input_schema\":{\"type\":\"object\"}}],"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

    private static ObjectNode write(String text) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", text);
        return Reply.toolUseBlock("write", input);
    }

    private static final ObjectNode THINKING = Reply.thinkingBlock("The user wants a file.");
    private static final ObjectNode TEXT = Reply.textBlock("I write the file that you asked for.");
    private static final ObjectNode WRITE = write("one two three four");

    /** Thinks and calls, with or without a word before it. */
    private static Brain model(boolean speaks) {
        return prompt -> isAsked(prompt)
                ? Reply.of(Reply.thinkingBlock("That call again."), WRITE.deepCopy())
                : speaks ? Reply.of(THINKING, TEXT, WRITE.deepCopy()) : Reply.of(THINKING, WRITE.deepCopy());
    }

    private static boolean isAsked(Prompt prompt) {
        return prompt.lastUserText().contains("Make the call again");
    }

    private static void requireAccepted(StrictApi api, VirtualDriver run, String... types) {
        Folded message = Folded.of(run.delivered());
        assertThat(api.refusals()).isEmpty();
        assertThat(message.types()).containsExactly(types);
        assertThat(message.block(types.length - 1).path("input").path("text").asText())
                .isEqualTo("one two three four");
        assertThat(message.stopReason()).isEqualTo("tool_use");
        assertThat(api.send(message.nextTurn(BODY))).startsWith("200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset@tool_input:1", "eof@tool_input:25", "reset@tool_input:15+reset@tool_input:30~2"})
    void cutCall_isAskedForAgain_andAcceptedUnderItsFirstId(String faults) {
        StrictApi api = new StrictApi(model(true), faults);

        VirtualDriver run = new VirtualDriver(Recoveries.of(BODY, Delivery.WIRE), api).run();

        assertThat(run.rules()).isNotEmpty().containsOnly(Rule.R_26);
        requireAccepted(api, run, "thinking", "text", "tool_use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset@tool_input:1", "reset@tool_input:15+reset@thinking:5~2+eof@tool_input:30~3"})
    void cutCall_behindThinking_isSentAgain_andAcceptedWithTheFirstSignature(String faults) {
        StrictApi api = new StrictApi(model(false), faults);

        VirtualDriver run = new VirtualDriver(Recoveries.of(BODY, Delivery.WIRE), api).run();

        assertThat(run.rules()).isNotEmpty().containsOnly(Rule.R_25);
        requireAccepted(api, run, "thinking", "tool_use");
    }

    @Test
    void cutCall_madeAgainOtherwise_endsWithoutAnEndOfTheBlock() {
        Brain fickle = prompt -> isAsked(prompt) ? Reply.of(write("Another text")) : Reply.of(TEXT, WRITE.deepCopy());
        StrictApi api = new StrictApi(fickle, "reset@tool_input:30");

        VirtualDriver run = new VirtualDriver(Recoveries.of(BODY, Delivery.WIRE), api).run();

        assertThat(run.rules()).containsExactly(Rule.R_26, Rule.R_06);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.delivered()).doesNotContain("Another", "\"content_block_stop\",\"index\":1", "message_delta");
    }
}
