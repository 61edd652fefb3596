package dev.perennial.client.print;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a printer writes. */
@FunctionalInterface
interface Output {

    /** Writes a piece and has it seen. */
    void write(String piece) throws IOException;

    static Output of(Appendable target) {
        return piece -> {
            target.append(piece);
            flush(target);
        };
    }

    static Output of(OutputStream target) {
        return of(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    }

    /** A print stream keeps its failures to itself. */
    private static void flush(Appendable target) throws IOException {
        if (target instanceof PrintStream stream && stream.checkError()) {
            throw new IOException("The output does not take any more");
        }
        if (target instanceof Flushable buffered) {
            buffered.flush();
        }
    }
}
