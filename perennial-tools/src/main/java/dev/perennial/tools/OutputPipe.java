package dev.perennial.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The pipe that one command and all that it starts write into.
 *
 * <p>Up to the end record what comes is the command's output. After it, it is read on and dropped, what background
 * jobs still write, so that these neither block nor die of a closed pipe, and later calls see nothing of it; when the
 * last writer is gone the pipe is free for the next use. A thread of the platform, because reading a named pipe holds on
 * to a carrier thread.
 */
final class OutputPipe implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutputPipe.class.getName());
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final Frame frame;
    private final CommandOutput output;
    private final FileChannel writer;
    private final FileChannel reader;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    private OutputPipe(Path path, Frame frame, CommandOutput output) throws IOException {
        this.path = path;
        this.frame = frame;
        this.output = output;
        // Opened for both ways first, which never waits; with a writer there, neither does the reader.
        this.writer = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.reader = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Opens a named pipe; {@link #read} has to follow. */
    static OutputPipe open(Path path, Frame frame, CommandOutput output) throws IOException {
        return new OutputPipe(path, frame, output);
    }

    Path path() {
        return path;
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

    /** Reads until nobody holds the pipe any more. */
    void read() {
        byte[] chunk = new byte[CHUNK];
        try (writer;
                reader) {
            readToRecord(chunk);
            writer.close();
            readToEnd(chunk);
        } catch (ClosedChannelException _) {
            // close() takes this way.
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Reading the output of a command failed", e);
        } finally {
            ending.complete(new Ending.Gone());
            done.countDown();
        }
    }

    private void readToRecord(byte[] bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        RecordFinder finder = new RecordFinder(frame, output::append);
        while (reader.read(chunk) >= 0) {
            var found = finder.accept(bytes, chunk.position());
            chunk.clear();
            if (found.isPresent()) {
                output.finish();
                ending.complete(found.get());
                return;
            }
        }
    }

    private void readToEnd(byte[] bytes) throws IOException {
        ByteBuffer dropped = ByteBuffer.wrap(bytes);
        while (reader.read(dropped) >= 0) {
            dropped.clear();
        }
    }

    /** Stops reading, whoever still writes, and waits for its end. */
    @Override
    public void close() {
        closeChannels();
        Uninterrupted.finish(done::await);
    }

    /** Instead of {@link #read}, if it cannot be. */
    void abandon() {
        closeChannels();
        done.countDown();
    }

    private void closeChannels() {
        closeQuietly(writer);
        closeQuietly(reader);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing the output of a command failed", e);
        }
    }
}
