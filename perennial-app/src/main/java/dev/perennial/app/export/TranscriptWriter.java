package dev.perennial.app.export;

import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;

/** Writes a transcript in one format, item by item. */
interface TranscriptWriter {

    /** What stands above all. */
    void begin(SessionRow session) throws IOException;

    void item(TranscriptItem item) throws IOException;

    void end() throws IOException;
}
