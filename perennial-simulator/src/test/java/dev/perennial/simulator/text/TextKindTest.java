package dev.perennial.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TextKindTest {

    @ParameterizedTest
    @EnumSource
    void named_label_isTheKind(TextKind kind) {
        assertThat(TextKind.named(kind.label())).contains(kind);
        assertThat(TextKind.named(kind.label() + "s")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TextKind.class)
    void page_anySeed_hasItsLengthAndIsItsSeedsOwn(TextKind kind) {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(kind.page(seed)).hasSize(Page.LENGTH).isEqualTo(kind.page(seed));
        }
        assertThat(kind.page(1)).isNotEqualTo(kind.page(2));
    }

    @ParameterizedTest
    @EnumSource(TextKind.class)
    void brain_anyKind_goesOnWithTheNextCharacter(TextKind kind) {
        PseudoText text = PseudoText.of(4, kind);
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            int cut = 1 + random.nextInt(5_000);
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "claude-opus-5-5");
            message(request, "user", "characters: 6000");
            message(request, "assistant", text.text(cut));
            message(request, "user", "Please continue.");
            Reply reply = TextBrain.create().writing(kind).reply(new Prompt(request, 4));

            assertThat(reply.content().getFirst().path("text").asText())
                    .describedAs("cut at %d", cut)
                    .isEqualTo(text.slice(cut, 6_000));
        }
    }

    private static void message(ObjectNode request, String role, String text) {
        request.withArray("messages").addObject().put("role", role).put("content", text);
    }

    @Test
    void hardKinds_holdWhatMakesThemHard() {
        assertThat(TextKind.CODE.page(1)).contains("```java\n", "    ");
        assertThat(TextKind.TABLE.page(1)).contains("|---:|");
        assertThat(TextKind.CJK.page(1)).contains("。").doesNotContain(" ");
        assertThat(TextKind.EMOJI.page(1)).contains("\u200D");
        assertThat(TextKind.REFRAIN.page(1)).containsOnlyOnce("\n\n").contains("Ha ha ha ha\nHa ha ha ha");
        assertThat(TextKind.NUMBERS.page(1)).contains("142857142857");
        assertThat(TextKind.JSON.page(1)).contains("{\"id\":0,");
    }
}
