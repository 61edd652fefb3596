package dev.perennial.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextBrainTest {

    private static final long SEED = 11;
    private static final PseudoText TEXT = PseudoText.of(SEED);

    /** The brain's answer to a conversation: user, assistant, user… */
    private static String answer(TextBrain brain, String... turns) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "claude-opus-5-5");
        for (int i = 0; i < turns.length; i++) {
            request.withArray("messages")
                    .addObject()
                    .put("role", i % 2 == 0 ? "user" : "assistant")
                    .put("content", turns[i]);
        }
        Reply reply = brain.reply(new Prompt(request, SEED));
        return Prompt.text(JsonNodeFactory.instance.arrayNode().addAll(reply.content()));
    }

    private static String answer(String... turns) {
        return answer(TextBrain.create(), turns);
    }

    @Test
    void reply_promptWithoutLength_writesTheOwnLength() {
        assertThat(answer("Hello")).isEqualTo(TEXT.text(2_000));
        assertThat(answer(TextBrain.ofCharacters(7), "Hello")).isEqualTo(TEXT.text(7));
    }

    @Test
    void reply_promptNamesLength_writesThatMuch() {
        assertThat(answer("Write 5000 words about rivers").strip().split("\\s+"))
                .hasSize(5_000);
        assertThat(answer("a 1,200-word story"))
                .satisfies(t -> assertThat(t.split("\\s+")).hasSize(1_200));
        assertThat(answer("characters: 321")).hasSize(321);
        assertThat(Tokenizer.NEW.count(answer("tokens: 128000"))).isEqualTo(128_000);
    }

    @Test
    void reply_userAsksToContinue_goesOnWithTheNextCharacter() {
        Random random = new Random(8);
        for (int i = 0; i < 50; i++) {
            int cut = 1 + random.nextInt(9_998);

            assertThat(answer("characters: 9999", TEXT.text(cut), "Continue from where you left off."))
                    .describedAs("cut at %d", cut)
                    .isEqualTo(TEXT.slice(cut, 9_999));
        }
    }

    @Test
    void reply_requestToContinueNamesALength_keepsTheLengthOfTheRequest() {
        assertThat(answer("characters: 900", TEXT.text(313), "Continue; the last 20 characters were cut off."))
                .isEqualTo(TEXT.slice(313, 900));
    }

    @Test
    void reply_prefill_goesOnWithTheNextCharacter() {
        assertThat(answer("characters: 900", TEXT.text(313))).isEqualTo(TEXT.slice(313, 900));
    }

    @Test
    void reply_continuedAgainAndAgain_followsThePieces() {
        assertThat(answer("characters: 9000", TEXT.text(3_000), "Please continue.", TEXT.slice(3_000, 3_003), "Go on."))
                .isEqualTo(TEXT.slice(3_003, 9_000));
    }

    @Test
    void reply_assistantTurnHasPreamble_findsTheEndOfThePiece() {
        assertThat(answer("characters: 400000", "Of course! " + TEXT.slice(200_000, 300_001), "continue"))
                .isEqualTo(TEXT.slice(300_001, 400_000));
    }

    @Test
    void reply_newRequestInTheSameConversation_beginsAnew() {
        assertThat(answer("characters: 100", TEXT.text(100), "Now write 50 characters of another one"))
                .isEqualTo(TEXT.text(50));
    }

    @Test
    void reply_everythingWritten_hasNoContent() {
        assertThat(answer("characters: 100", TEXT.text(100), "continue")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999 words", "900000000000 characters", "999999999999 tokens"})
    void reply_lengthBeyondMaxTokens_isALittleMoreThanTheyHold(String words) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("model", "claude-opus-5-5")
                .put("max_tokens", 100);
        request.withArray("messages").addObject().put("role", "user").put("content", words);
        Reply reply = TextBrain.create().reply(new Prompt(request, SEED));
        String text = Prompt.text(JsonNodeFactory.instance.arrayNode().addAll(reply.content()));

        assertThat(text).hasSizeLessThan(1_000);
        assertThat(Tokenizer.NEW.count(text)).isGreaterThan(100);
    }
}
