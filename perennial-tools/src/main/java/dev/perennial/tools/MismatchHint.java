package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Why a text that was looked for may not be in a file; empty if there is nothing to guess. */
final class MismatchHint {

    private static final int LARGEST_SEARCHED = 4 << 20;
    private static final Pattern NUMBERED = Pattern.compile(" *+\\d++\\t");

    private MismatchHint() {}

    static String of(String wanted, FileText text) {
        if (isNumbered(wanted)) {
            return " It seems to hold the line numbers of a view: leave them and the tab after them out.";
        }
        byte[] pattern = withoutSpace(wanted.getBytes(StandardCharsets.UTF_8));
        if (pattern.length == 0 || text.length() > LARGEST_SEARCHED) {
            return "";
        }
        int at = indexOf(withoutSpace(text.bytes()), pattern);
        return at < 0 ? "" : otherSpace(text, at, at + pattern.length - 1);
    }

    /** Line by line: a pattern over all lines would need a stack frame for each. */
    private static boolean isNumbered(String wanted) {
        return !wanted.isEmpty()
                && wanted.lines().allMatch(line -> NUMBERED.matcher(line).lookingAt());
    }

    private static String otherSpace(FileText text, int first, int last) {
        return " With other white space it stands in lines " + text.lineAt(offset(text, first)) + " to "
                + text.lineAt(offset(text, last)) + ": compare tabs, spaces and line ends.";
    }

    private static byte[] withoutSpace(byte[] bytes) {
        byte[] kept = new byte[bytes.length];
        int length = 0;
        for (byte b : bytes) {
            if (!isSpace(b)) {
                kept[length++] = b;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /** Where in the text the byte is that comes at this place when white space does not count. */
    private static int offset(FileText text, int place) {
        int left = place;
        int at = 0;
        while (isSpace(text.bytes()[at]) || left-- > 0) {
            at++;
        }
        return at;
    }

    private static int indexOf(byte[] bytes, byte[] pattern) {
        for (int at = 0; at + pattern.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
