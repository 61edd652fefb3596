package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.ToolOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pure parts that output goes through, in pieces of every size. */
class OutputPartsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 33, 40, 100_000})
    void finder_recordInPiecesOfAnySize_isFoundWithAllBeforeIt(int pieceSize) {
        Frame frame = Frame.create();
        String secret = new String(frame.secret(), StandardCharsets.US_ASCII);
        String before =
                "text \u0001 " + secret.substring(0, 12) + secret.substring(0, secret.length() - 1) + "\u0001\n";
        byte[] all = (before + secret + "finished 3 4711 " + secret + "later").getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        RecordFinder finder = new RecordFinder(frame, new Kept(output));
        Optional<Ending> found = Optional.empty();
        for (int from = 0; from < all.length && found.isEmpty(); from += pieceSize) {
            byte[] piece = Arrays.copyOfRange(all, from, Math.min(all.length, from + pieceSize));
            found = finder.accept(piece, piece.length);
        }
        assertThat(found).contains(new Ending.Finished(3, true));
        assertThat(output.toString(StandardCharsets.ISO_8859_1)).isEqualTo(before);
    }

    private record Kept(ByteArrayOutputStream output) implements RecordFinder.Sink {

        @Override
        public void append(byte[] bytes, int length) {
            output.write(bytes, 0, length);
        }

        @Override
        public void appendPlain(byte[] bytes, int length) {
            append(bytes, length);
        }
    }

    @Test
    void finder_recordOfAnotherFrame_isOutput() {
        byte[] foreign = Frame.create().goneRecord();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        RecordFinder finder = new RecordFinder(Frame.create(), new Kept(output));
        assertThat(finder.accept(foreign, foreign.length)).isEmpty();
        assertThat(output.toByteArray()).isEqualTo(foreign);
    }

    @Test
    void frame_commandWithQuotes_staysOneArgument() {
        String script = Frame.create().script("echo 'a'\n", Path.of("/it's"), 0);
        assertThat(script).startsWith("\\builtin eval 'echo '\\''a'\\''\n' </dev/null >|'/it'\\''s' 2>&1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\33[31mred\\33[0m|red",
                "\\33[38;5;12;48;2;1;2;3mx|x",
                "\\33[?25lhidden|hidden",
                "\\33]0;title\\7text|text",
                "\\33]8;;http://x\\33\\\\link\\33]8;;\\33\\\\|link",
                "\\33Pdevice\\33\\\\text|text",
                "\\33(Btext|text",
                "\\33Mup|up",
                "a\\7b|ab",
                "\\33]never ends\\nnext|\\nnext",
                "\\33[12\\nnext|\\nnext",
                "\\33\\33[1mx|x",
                "\\33]x\\33[1my|y",
                "a\\tb\\rc\\bd\\fe|a\\tb\\rc\\bd\\fe",
                "a\\1b\\177c|a\ufffdb\ufffdc",
                "a\\u009b31mb|ab",
                "größe 漢 🎉|größe 漢 🎉",
            })
    void stripper_inPiecesOfOneCharacter_takesControlOut(String text, String clean) {
        AnsiStripper stripper = new AnsiStripper();
        StringBuilder out = new StringBuilder();
        for (char c : unicode(text).translateEscapes().toCharArray()) {
            stripper.append(new char[] {c}, 1, out);
        }
        assertThat(out.toString()).isEqualTo(clean.translateEscapes());
    }

    private static String unicode(String text) {
        return text.replace("\\u009b", "\u009b");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void output_randomBytesInRandomPieces_isTheSameAsDecodedAtOnce(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[60_000];
        random.nextBytes(bytes);
        for (int at = random.nextInt(20_000); at < 40_000; at++) {
            bytes[at] = (byte) (' ' + random.nextInt(90));
        }
        StringBuilder live = new StringBuilder();
        ToolOutput text = ToolOutput.collecting(live::append);
        CommandOutput output = new CommandOutput(text);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 5));
            byte[] piece = Arrays.copyOfRange(bytes, from, from + length);
            if (EightBytes.arePlain(piece, length)) {
                output.appendPlain(piece, length);
            } else {
                output.append(piece, length);
            }
            from += length;
        }
        output.finish();
        StringBuilder clean = new StringBuilder();
        char[] decoded = new String(bytes, StandardCharsets.UTF_8).toCharArray();
        new AnsiStripper().append(decoded, decoded.length, clean);
        assertThat(Calls.text(text.result("", false)))
                .as("seed %d", seed)
                .isEqualTo(clean.toString())
                .isEqualTo(live.toString());
    }

    @Test
    void output_watched_passesOnPieceByPiece() {
        StringBuilder seen = new StringBuilder();
        CommandOutput output = new CommandOutput(
                ToolOutput.collecting(text -> seen.append('[').append(text).append(']')));
        output.append(new byte[] {'a', (byte) 0xc3}, 2);
        output.append(new byte[] {(byte) 0xbc, 'b'}, 2);
        assertThat(seen).hasToString("[a][üb]");
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void eightBytes_anyBytes_areSeenAsOneByOne(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : ' ' + random.nextInt(94));
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int from = random.nextInt(bytes.length + 1);
            int found = text.indexOf('\u0001', from);
            assertThat(EightBytes.indexOf(bytes, (byte) 1, from, bytes.length))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(found < 0 ? bytes.length : found);
            assertThat(EightBytes.arePlain(bytes, bytes.length))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(text.matches("[\\n\\t -~]*"));
        }
    }
}
