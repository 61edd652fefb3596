package dev.perennial.app.sessions;

/** A text that is told in pieces, perhaps several times from its beginning, and is to be shown once. */
final class Passage {

    private final StringBuilder shown = new StringBuilder();

    /** How much of what is shown was told again since the text last began. */
    private int told;

    /**
     * What of a piece is new.
     *
     * @param text what is to be shown now
     * @param begunAnew whether that is the whole text so far, because it is not what was shown before
     */
    record News(String text, boolean begunAnew) {}

    /** The text is told from its beginning. */
    void begin() {
        told = 0;
    }

    /** The text goes on. */
    News add(String piece) {
        int known = Math.min(piece.length(), shown.length() - told);
        boolean same = shown.substring(told, told + known).equals(piece.substring(0, known));
        return same ? goOn(piece, known) : beginAnew(piece);
    }

    private News goOn(String piece, int known) {
        told += piece.length();
        String news = piece.substring(known);
        shown.append(news);
        return new News(news, false);
    }

    private News beginAnew(String piece) {
        shown.setLength(told);
        shown.append(piece);
        told = shown.length();
        return new News(shown.toString(), true);
    }
}
