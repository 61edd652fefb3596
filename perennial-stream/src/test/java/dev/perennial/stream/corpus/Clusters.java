package dev.perennial.stream.corpus;

/** Where code points are shown as one character. Knows the cases that the corpus has, not the whole Unicode rule. */
final class Clusters {

    private static final int JOINER = 0x200D;

    private Clusters() {}

    /** Whether the code points before and after a place belong together. */
    static boolean joins(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return before == JOINER
                || after == JOINER
                || extendsCharacter(after)
                || (before == '\r' && after == '\n')
                || (isFlagLetter(before) && isFlagLetter(after) && flagLettersBefore(text, at) % 2 == 1);
    }

    private static boolean extendsCharacter(int after) {
        int type = Character.getType(after);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || (after >= 0x1F3FB && after <= 0x1F3FF);
    }

    private static int flagLettersBefore(String text, int at) {
        int count = 0;
        for (int i = at; i > 0 && isFlagLetter(text.codePointBefore(i)); i -= 2) {
            count++;
        }
        return count;
    }

    private static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }
}
