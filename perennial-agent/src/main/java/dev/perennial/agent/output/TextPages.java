package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads texts of any size in portions within a budget: in memory is only the portion. No portion ends inside a character,
 * nor inside a line if it holds the end of one. What is no UTF-8 becomes U+FFFD. Safe for use by several threads.
 */
public final class TextPages {

    private static final int LONGEST_CHARACTER = 3;
    private static final int PIECE = 1 << 16;

    /** What is said beside a portion. */
    private static final long NOTES = 120;

    private final TokenBudget budget;

    /** Pages of one budget. */
    public TextPages(TokenBudget budget) {
        this.budget = requireNonNull(budget, "budget");
    }

    /**
     * The portion of a range that begins with it.
     *
     * @param from where it begins; inside a character means at its start
     * @param to where it ends at the latest, if that is not inside a character; what is beyond the end of the file means
     *     that
     */
    public Page page(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long end = Math.clamp(to, 0, size);
            long start = characterStart(channel, Math.clamp(from, 0, end));
            byte[] bytes = read(channel, start, wanted(start, end, size));
            int asked = (int) Math.min(bytes.length, end - start);
            int whole = start + asked < size ? Utf8.wholeOrFirstEnd(bytes, asked) : asked;
            return page(Arrays.copyOf(bytes, whole), start, end, size);
        }
    }

    /** What may fit, but one character at least, so that reading always comes to an end. */
    private int wanted(long start, long end, long size) {
        long most = Math.min(end - start, (long) budget.mostCharacters() * LONGEST_CHARACTER);
        return (int) (end == start ? 0 : Math.max(most, Math.min(Utf8.LONGEST, size - start)));
    }

    private Page page(byte[] bytes, long start, long end, long size) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int fits = budget.prefix(text, budget.tokens() - NOTES);
        boolean all = fits == text.length() && start + bytes.length == size;
        int cut = all ? fits : cut(text, fits);
        return new Page(text.substring(0, cut), start, start + bytesOf(text, cut, bytes), end, size);
    }

    private static int cut(String text, int fits) {
        int lineEnd = fits == 0 ? -1 : text.lastIndexOf('\n', fits - 1);
        return lineEnd >= 0 ? lineEnd + 1 : Math.max(Math.min(1, text.length()), Cut.end(text, fits));
    }

    /** How many bytes the first characters take; where some are no UTF-8, that is found by decoding. */
    private static int bytesOf(String text, int characters, byte[] bytes) {
        if (characters == text.length()) {
            return bytes.length;
        }
        byte[] encoded = text.substring(0, characters).getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(bytes, 0, Math.min(bytes.length, encoded.length), encoded, 0, encoded.length)) {
            return encoded.length;
        }
        // The most that come to so many: a part of a character counts as one too.
        int fits = 0;
        int tooMany = bytes.length;
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (new String(bytes, 0, middle, StandardCharsets.UTF_8).length() <= characters) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    /** Where the character begins that the byte at this place is in; the place itself if it is in none. */
    private static long characterStart(FileChannel channel, long at) throws IOException {
        long from = Math.max(0, at - Utf8.LONGEST + 1);
        byte[] around = read(channel, from, (int) Math.min(channel.size() - from, 2L * Utf8.LONGEST - 1));
        return from + Utf8.characterStart(around, (int) (at - from));
    }

    /**
     * The range of some lines.
     *
     * @param first from 1
     * @param last the last one, included; a negative number counts from the end, so that -1 is the last line
     * @return where they begin and end; an empty range if there are none such
     */
    public long[] lines(Path file, long first, long last) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long begin = lineStart(channel, first);
            return new long[] {begin, last < 0 ? channel.size() : Math.max(begin, lineStart(channel, last + 1))};
        }
    }

    private static long lineStart(FileChannel channel, long line) throws IOException {
        long left = line - 1;
        long size = channel.size();
        for (long at = 0; left > 0 && at < size; at += PIECE) {
            byte[] piece = read(channel, at, (int) Math.min(PIECE, size - at));
            for (int i = 0; i < piece.length; i++) {
                if (piece[i] == '\n' && --left == 0) {
                    return at + i + 1;
                }
            }
        }
        return left > 0 ? size : 0;
    }

    /** Where the last lines begin, so many or all. */
    public long tail(Path file, long lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long left = lines;
            for (long to = size; to > 0; to -= PIECE) {
                long from = Math.max(0, to - PIECE);
                byte[] piece = read(channel, from, (int) (to - from));
                for (int i = piece.length - 1; i >= 0; i--) {
                    if (piece[i] == '\n' && from + i != size - 1 && --left == 0) {
                        return from + i + 1;
                    }
                }
            }
            return 0;
        }
    }

    static byte[] read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Until it is full.
        }
        return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }
}
