package dev.perennial.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What one command writes into a pipe, up to its end record. */
final class PipedOutput {

    private final Path pipe;
    private final Frame frame;
    private final CommandOutput output;
    private final FileChannel writer;
    private final RecordFinder finder;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    /**
     * The output of a command to come.
     *
     * @param writer of the same pipe, closed once the record has been read
     */
    PipedOutput(Path pipe, Frame frame, CommandOutput output, FileChannel writer) {
        this.pipe = pipe;
        this.frame = frame;
        this.output = output;
        this.writer = writer;
        this.finder = new RecordFinder(frame, output);
    }

    Path pipe() {
        return pipe;
    }

    /** Done once all output of the command has been read. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    /** Ends the output here and now, if the shell has not done so before. */
    void end() {
        end(frame.goneRecord());
    }

    /** The same if the shell will not do so any more. */
    void stuck() {
        end(frame.stuckRecord());
    }

    private void end(byte[] record) {
        try {
            writer.write(ByteBuffer.wrap(record));
        } catch (ClosedChannelException _) {
            // It has ended already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the next bytes; true if they had the record. */
    boolean accept(byte[] bytes, int length) {
        var found = finder.accept(bytes, length);
        found.ifPresent(how -> {
            output.finish();
            ending.complete(how);
        });
        return found.isPresent();
    }

    /** Nothing more will come. */
    void abandon() {
        ending.complete(new Ending.Gone());
    }
}
