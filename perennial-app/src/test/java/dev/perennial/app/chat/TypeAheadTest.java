package dev.perennial.app.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as terminals send them, and what they come to. */
final class TypeAheadTest {

    private int stops;
    private final TypeAhead typed = new TypeAhead(() -> stops++);

    @Test
    void key_linesAndTheBeginningOfOne_areQueuedAndDraft() {
        type("one\rtwo\nthr");

        assertThat(typed.queued()).containsExactly("one", "two");
        assertThat(typed.draft()).isEqualTo("thr");
    }

    static List<Arguments> edits() {
        return List.of(
                Arguments.of("ab\u007f", "a"),
                Arguments.of("ab\u0008", "a"),
                Arguments.of("e\u0301\u007f", ""),
                Arguments.of("a\ud83d\udc69\u200d\ud83d\udc67\u007f", "a"),
                Arguments.of("\u007f", ""),
                Arguments.of("one two\u0017", "one "),
                Arguments.of("one two  \u0017", "one "),
                Arguments.of("one\u0015", ""),
                Arguments.of("one\u0015two", "two"),
                Arguments.of("a\u001b[Cb", "ab"),
                Arguments.of("a\u001b[1;5Db", "ab"),
                Arguments.of("a\u001bOCb", "ab"),
                Arguments.of("a\u001bxb", "ab"),
                Arguments.of("a\u0001\u0002b", "ab"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void key_editing_changesTheDraft(String keys, String draft) {
        type(keys);

        assertThat(typed.draft()).isEqualTo(draft);
    }

    @Test
    void ask_lineThatIsEntered_isTheAnswer_andWhatWasBegunGoesOn() {
        type("one\rtw");
        typed.ask();
        assertThat(typed.answer()).isEmpty();
        type("ye\u001b[As\r");

        assertThat(typed.answer()).contains("yes");
        type("o\r");
        assertThat(typed.queued()).containsExactly("one", "two");
        assertThat(typed.answer()).isEmpty();
    }

    @Test
    void stopAsking_withoutAnswer_givesBackWhatWasBegun() {
        type("tw");
        typed.ask();
        type("n");
        typed.stopAsking();
        typed.stopAsking();

        assertThat(typed.draft()).isEqualTo("tw");
    }

    @Test
    void key_interrupt_stopsAndKeepsWhatWasTyped() {
        type("one\rtw\u0003o");

        assertThat(stops).isEqualTo(1);
        assertThat(typed.queued()).containsExactly("one");
        assertThat(typed.draft()).isEqualTo("two");
    }

    @Test
    void key_backslashOrAltAtTheEndOfALine_goesOnInTheNext() {
        type("one\\\rtwo\u001b\rthree\r");

        assertThat(typed.queued()).containsExactly("one\ntwo\nthree");
    }

    @Test
    void key_pastedLines_areOneInput() {
        type("see: \u001b[200~a\rb\u0003\nc\u001b[201~!\r");

        assertThat(typed.queued()).containsExactly("see: a\nb\u0003\nc!");
        assertThat(stops).isZero();
    }

    @Test
    void key_blankLine_isNotQueued() {
        type("\r  \r");

        assertThat(typed.queued()).isEmpty();
    }

    @Test
    void key_up_takesTheLastLineBack() {
        type("one\rtwo\r\u001b[A!");

        assertThat(typed.queued()).containsExactly("one");
        assertThat(typed.draft()).isEqualTo("two!");
    }

    @Test
    void key_upOverADraft_changesNothing() {
        type("one\rtwo\u001b[A");

        assertThat(typed.queued()).containsExactly("one");
        assertThat(typed.draft()).isEqualTo("two");
    }

    private void type(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            typed.key(keys.charAt(i));
        }
    }
}
