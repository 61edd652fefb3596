package dev.perennial.governor.estimate;

/** A tokenizer that the estimator knows nothing of: words in pieces, digits by three, blanks for nothing. */
final class HiddenTokenizer {

    static final int PER_BLOCK = 4;

    private HiddenTokenizer() {}

    static long count(String text) {
        long tokens = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (Character.isLetter(c) && c < 0x2E80) {
                end = end(text, at, 'a');
                tokens += Math.ceilDiv(end - at, c < 128 ? 5 : 3);
            } else if (Character.isDigit(c)) {
                end = end(text, at, '0');
                tokens += Math.ceilDiv(end - at, 3);
            } else if (c != ' ') {
                tokens += 1;
            }
            at = end;
        }
        return tokens;
    }

    private static int end(String text, int from, char kind) {
        int end = from;
        while (end < text.length()
                && text.charAt(end) < 0x2E80
                && (kind == '0' ? Character.isDigit(text.charAt(end)) : Character.isLetter(text.charAt(end)))) {
            end++;
        }
        return end;
    }
}
