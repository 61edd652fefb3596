package dev.perennial.simulator.manner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextBrain;
import org.junit.jupiter.api.Test;

final class MannerBrainTest {

    private static final PseudoText TEXT = PseudoText.of(6);

    private static Prompt prompt(String... turns) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "claude-opus-5-5");
        for (int i = 0; i < turns.length; i++) {
            request.withArray("messages")
                    .addObject()
                    .put("role", i % 2 == 0 ? "user" : "assistant")
                    .put("content", turns[i]);
        }
        return new Prompt(request, 6);
    }

    private static MannerBrain brain(Manner manner) {
        return MannerBrain.over(TextBrain.create(), manner);
    }

    private static String answer(Manner manner, String... turns) {
        return brain(manner)
                .reply(prompt(turns))
                .content()
                .getLast()
                .path("text")
                .asText();
    }

    @Test
    void reply_newPrompt_isTheBrainsOwn() {
        assertThat(answer(Manner.RESTARTS_ANSWER, "characters: 300")).isEqualTo(TEXT.text(300));
        assertThat(brain(Manner.CHATTY).continued(prompt("Hello"))).isEmpty();
    }

    @Test
    void reply_requestToContinue_isInTheManner() {
        assertThat(answer(Manner.RESTARTS_ANSWER, "characters: 900", TEXT.text(313), "Please continue."))
                .isEqualTo(TEXT.text(900));
    }

    @Test
    void reply_prefill_isInTheManner() {
        assertThat(answer(Manner.CHATTY, "characters: 900", TEXT.text(313))).endsWith(TEXT.slice(313, 900));
        assertThat(answer(Manner.CHATTY, "characters: 900", TEXT.text(313))).isNotEqualTo(TEXT.slice(313, 900));
    }

    @Test
    void reply_continuedTwice_knowsAllThatWasWritten() {
        assertThat(answer(
                        Manner.RESTARTS_ANSWER,
                        "characters: 900",
                        TEXT.text(313),
                        "Go on.",
                        TEXT.slice(313, 500),
                        "Go on."))
                .isEqualTo(TEXT.text(900));
    }

    @Test
    void reply_thinksAgain_hasThinkingFirst() {
        Reply reply = brain(Manner.THINKS_AGAIN).reply(prompt("characters: 900", TEXT.text(313), "continue"));

        assertThat(reply.content().getFirst().path("type").asText()).isEqualTo("thinking");
    }

    @Test
    void reply_brainCallsATool_isLeftAlone() {
        Brain caller = p -> Reply.of(Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode()));

        assertThat(MannerBrain.over(caller, Manner.REFUSES)
                        .reply(prompt("Do it", "I was", "continue"))
                        .stopReason())
                .isEqualTo("tool_use");
    }
}
