package dev.perennial.app.chat;

import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is typed while nobody asked for it: a line that can be mended at its end, and lines that are complete. Understands what
 * terminals send for keys; what it has no use for does nothing. Reads no terminal itself.
 */
final class TypeAhead {

    private static final char INTERRUPT = 3;
    private static final char BACKSPACE = 8;
    private static final char KILL_LINE = 21;
    private static final char KILL_WORD = 23;
    private static final char ESCAPE = 27;
    private static final char DELETE = 127;
    private static final String PASTE = "[200~";
    private static final String END_OF_PASTE = "[201~";

    private final Runnable stop;
    private final Predicate<String> taken;
    private final List<String> queued = new ArrayList<>();
    private final StringBuilder draft = new StringBuilder();
    private final StringBuilder sequence = new StringBuilder();
    private final Deque<String> answers = new ArrayDeque<>();
    private String aside = "";
    private boolean asking;
    private boolean inSequence;
    private boolean pasting;

    /**
     * @param stop is called when the user wants the work to stop
     */
    TypeAhead(Runnable stop) {
        this(stop, line -> false);
    }

    /**
     * @param stop is called when the user wants the work to stop
     * @param taken takes a complete line at once; what it does not take is queued
     */
    TypeAhead(Runnable stop, Predicate<String> taken) {
        this.stop = stop;
        this.taken = taken;
    }

    List<String> queued() {
        return List.copyOf(queued);
    }

    String draft() {
        return draft.toString();
    }

    /** The next line is an answer, and not to be said; what was begun waits until then. */
    void ask() {
        asking = true;
        aside = draft.toString();
        draft.setLength(0);
    }

    /** The answer, if it is there; what was begun goes on then. */
    Optional<String> answer() {
        Optional<String> answer = Optional.ofNullable(answers.poll());
        if (answer.isPresent()) {
            stopAsking();
        }
        return answer;
    }

    /** Nobody waits for an answer any more. */
    void stopAsking() {
        if (asking) {
            asking = false;
            draft.setLength(0);
            draft.append(aside);
        }
    }

    /** A UTF-16 unit came from the terminal. */
    void key(char c) {
        if (inSequence) {
            sequence(c);
        } else if (c == ESCAPE) {
            inSequence = true;
        } else if (pasting) {
            draft.append(c == '\r' ? '\n' : c);
        } else {
            edit(c);
        }
    }

    private void edit(char c) {
        switch (c) {
            case INTERRUPT -> stop.run();
            case '\r', '\n' -> enter();
            case BACKSPACE, DELETE -> draft.setLength(endOfPrevious(BreakIterator.getCharacterInstance()));
            case KILL_LINE -> draft.setLength(0);
            case KILL_WORD -> killWord();
            default -> append(c);
        }
    }

    private void append(char c) {
        if (c >= ' ' || c == '\t') {
            draft.append(c);
        }
    }

    /** A backslash at the end means that the line goes on. */
    private void enter() {
        if (asking) {
            answers.add(draft.toString());
            draft.setLength(0);
        } else if (!draft.isEmpty() && draft.charAt(draft.length() - 1) == '\\') {
            draft.setCharAt(draft.length() - 1, '\n');
        } else if (!draft.toString().isBlank()) {
            String line = draft.toString();
            draft.setLength(0);
            if (!taken.test(line)) {
                queued.add(line);
            }
        }
    }

    private void killWord() {
        draft.setLength(draft.toString().stripTrailing().length());
        while (!draft.isEmpty() && !Character.isWhitespace(draft.charAt(draft.length() - 1))) {
            draft.setLength(draft.length() - 1);
        }
    }

    private int endOfPrevious(BreakIterator characters) {
        characters.setText(draft.toString());
        return Math.max(0, characters.preceding(draft.length()));
    }

    /** {@code ESC [ parameters letter}, {@code ESC O letter}, or a key together with Alt. */
    private void sequence(char c) {
        sequence.append(c);
        boolean first = sequence.length() == 1;
        if (first && (c == '[' || c == 'O')) {
            return;
        }
        boolean goesOn = sequence.charAt(0) == '[' && c < '@';
        if (!goesOn) {
            String whole = sequence.toString();
            sequence.setLength(0);
            inSequence = false;
            control(whole);
        }
    }

    private void control(String whole) {
        switch (whole) {
            case PASTE -> pasting = true;
            case END_OF_PASTE -> pasting = false;
            case "[A", "OA" -> takeBack();
            case "\r", "\n" -> draft.append('\n');
            default -> {}
        }
    }

    /** Up gives the last complete line back, to be mended. */
    private void takeBack() {
        if (draft.isEmpty() && !queued.isEmpty() && !asking) {
            draft.append(queued.removeLast());
        }
    }
}
