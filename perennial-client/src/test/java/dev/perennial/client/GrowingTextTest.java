package dev.perennial.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GrowingTextTest {

    private static final List<String> PIECES = List.of(
            "plain text of some length, ",
            "gr\u00fc\u00df dich",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\u4f60\u597d",
            "",
            "\n",
            "\ud83d\ud83d",
            "x");

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void append_anyPieces_isAllOfThem_andViewsStayAsTheyWere(int seed) {
        Random random = new Random(seed);
        GrowingText text = new GrowingText();
        StringBuilder all = new StringBuilder();
        List<GrowingText.View> views = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            add(random, text, all);
            assertThat(text.toString()).hasToString(all.toString());
            views.add(text.view());
            seen.add(text.view().toString());
        }
        text.settle();

        assertThat(text.view().toString()).isEqualTo(all.toString());
        assertThat(text.view().characters()).isEqualTo(all.length());
        for (int i = 0; i < views.size(); i++) {
            assertThat(views.get(i).toString()).isEqualTo(seen.get(i));
            assertThat(all.toString()).startsWith(seen.get(i));
            assertThat(views.get(i).characters()).isEqualTo(seen.get(i).length());
        }
    }

    private static void add(Random random, GrowingText text, StringBuilder all) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        all.append(piece);
        byte[] bytes = piece.getBytes(UTF_8);
        if (bytes.length == piece.length() && US_ASCII.newEncoder().canEncode(piece)) {
            text.appendAscii(bytes, 0, bytes.length);
        } else {
            text.append(piece);
        }
    }

    @Test
    void view_pairWhoseSecondHalfIsToCome_isNotSplit() {
        GrowingText text = new GrowingText();
        text.append("a\ud83d");

        assertThat(text.view().toString()).isEqualTo("a");
        text.append("\ude00b");
        assertThat(text.view().toString()).isEqualTo("a\ud83d\ude00b");
    }

    @Test
    void text_betweenPositions_isThatPart() {
        GrowingText text = new GrowingText();
        int before = 0;
        for (int i = 0; i < 1_000; i++) {
            before = text.length();
            text.append("piece " + i + ";");
        }

        assertThat(text.view().text(before, text.length())).isEqualTo("piece 999;");
        assertThat(text.compact().toString()).isEqualTo(text.toString());
    }

    @Test
    void append_longText_leavesLittleFree() {
        GrowingText text = new GrowingText();
        for (int i = 0; i < 100_000; i++) {
            text.append("twelve chars");
        }
        long held = 0;
        for (byte[] piece : text.view().pieces()) {
            held += piece == null ? 0 : piece.length;
        }

        assertThat(held).isLessThan(text.length() * 9L / 8);
    }
}
