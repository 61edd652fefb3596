package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever watches is shown the beginning, however much comes. */
final class LiveOutputTest {

    private static final int MOST = 300_000;
    private static final String NOTE = "\n… (further live output not shown)\n";

    private final List<String> shown = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_536, MOST - 1, MOST, MOST + 1})
    void append_piecesOfAnySize_showsTheBeginningAndSaysOnceThatThereIsMore(int size) {
        LiveOutput live = new LiveOutput(shown::add);
        String piece = "x".repeat(size);
        for (long length = 0; length < 3L * MOST; length += size) {
            live.append(piece);
        }

        assertThat(String.join("", shown)).isEqualTo("x".repeat(MOST) + NOTE);
    }

    @Test
    void append_bytes_areBoundedToo() {
        LiveOutput live = new LiveOutput(shown::add);
        byte[] piece = "ä".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            live.append(piece, 0, piece.length);
        }

        assertThat(String.join("", shown)).isEqualTo("ä".repeat(MOST) + NOTE);
    }

    @Test
    void append_characterAcrossTheBound_isLeftOutWhole() {
        LiveOutput live = new LiveOutput(shown::add);
        live.append("x".repeat(MOST - 1));
        live.append("🎉 and more");

        assertThat(String.join("", shown)).isEqualTo("x".repeat(MOST - 1) + NOTE);
    }

    @Test
    void append_watcherThatFails_isAskedNoMore() {
        LiveOutput live = new LiveOutput(text -> {
            shown.add(text);
            throw new IllegalStateException("the terminal is gone");
        });
        live.append("one");
        live.append("two");

        assertThat(shown).containsExactly("one");
    }
}
