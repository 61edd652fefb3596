package dev.perennial.app.chat;

import java.util.List;
import java.util.Optional;

/** Where the user's words come from. Used by one thread, but for {@link Meanwhile}. */
public interface ChatInput extends AutoCloseable {

    /**
     * Waits for what the user says next.
     *
     * @param draft stands in the line already
     * @return empty at the end
     */
    Optional<String> next(String draft);

    /** The model works: takes what is typed until that is over. */
    Meanwhile meanwhile(Runnable stop);

    @Override
    void close();

    /** What is typed while the model works. */
    interface Meanwhile extends AutoCloseable {

        /** What was typed and is complete, to be said after this. */
        List<String> queued();

        /** What was typed and is not complete. */
        String draft();

        /**
         * Waits for a line that answers a question; what was typed before waits too. From another thread than the one that reads.
         *
         * @param question shows the question; run when what is typed is the answer already
         * @return empty if nobody can answer
         * @throws InterruptedException if the thread is interrupted
         */
        Optional<String> ask(Runnable question) throws InterruptedException;

        /** What is typed from now on is no more taken here. */
        @Override
        void close();
    }
}
