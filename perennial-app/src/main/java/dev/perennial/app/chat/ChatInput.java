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

        /** What is typed from now on is no more taken here. */
        @Override
        void close();
    }
}
