package dev.perennial.stream.seam;

/** White space at the ends of texts. */
final class Space {

    private Space() {}

    static String leading(String text) {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    static String trailing(String text) {
        return text.substring(text.stripTrailing().length());
    }

    /** Whether it takes more of {@code text} to tell how much of the known white space it begins with. */
    static boolean isOpen(String known, String text) {
        return text.length() < known.length() && known.startsWith(text);
    }

    /**
     * The text without the white space at its beginning that is known already: all of it, or as much as came. White space that
     * is not the known one stays.
     */
    static String withoutKnown(String known, String text) {
        if (text.startsWith(known)) {
            return text.substring(known.length());
        }
        String leading = leading(text);
        return known.startsWith(leading) ? text.substring(leading.length()) : text;
    }
}
