package dev.perennial.app.terminal;

/** Text from elsewhere, made safe for a terminal: it must not be able to move the cursor, nor to fake what is shown. */
public final class Printable {

    private Printable() {}

    /** Leaves out control characters, except line feed and tab, and what changes the direction of writing. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isControl)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isControl(c)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The text as one line of at most {@code length} characters. */
    public static String line(String text, int length) {
        String line = of(text.strip().replaceAll("\\s+", " "));
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    private static boolean isControl(int c) {
        boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return direction || (Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
