package dev.perennial.app.terminal;

import java.util.function.Consumer;

/**
 * Writes the model's text to standard output, as it comes where that is possible.
 *
 * <p>Standard output carries only the answer, but what a model says before it calls a tool turns out not to be the answer
 * only afterwards. On a screen that does not matter: all is shown at once. For a pipe or a file the text of a response is
 * kept back until the response ends, or has become longer than what models say in passing ({@value #PASSING_REMARK}
 * characters); with no tools on offer nothing is kept back.
 */
final class AnswerWriter {

    static final int PASSING_REMARK = 1_000;

    private final Flow answer;
    private final boolean live;
    private final Consumer<String> remarks;
    private final StringBuilder held = new StringBuilder();
    private boolean released;

    /**
     * @param answer where it is shown
     * @param live whether nothing is kept back
     * @param remarks takes text that turned out to be no part of the answer
     */
    AnswerWriter(Flow answer, boolean live, Consumer<String> remarks) {
        this.answer = answer;
        this.live = live;
        this.remarks = remarks;
    }

    void text(String text) {
        if (live || released) {
            answer.text(text);
            return;
        }
        held.append(text);
        if (held.length() > PASSING_REMARK) {
            released = true;
            release();
        }
    }

    /** The response ended; {@code remark} says that it went on to call tools. */
    void responseEnded(boolean remark) {
        if (remark && !held.isEmpty()) {
            remarks.accept(held.toString());
            held.setLength(0);
        }
        release();
        if (remark) {
            endLine();
        }
        released = false;
    }

    /** Whether the last line that was written is not at its end. */
    boolean isInLine() {
        return answer.isInLine();
    }

    /** Ends the last line, if it is open. */
    void endLine() {
        answer.endLine();
    }

    private void release() {
        answer.text(held.toString());
        held.setLength(0);
    }
}
