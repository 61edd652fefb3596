package dev.perennial.tools;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A named pipe that one command after the other, and all that it starts, write into.
 *
 * <p>Up to the end record what comes is the command's output. After it, it is read on and dropped, what background
 * jobs still write, so that these neither block nor die of a closed pipe, and later calls see nothing of it; when the
 * last writer is gone the pipe is free for the next command. Whoever reads waits before the command begins, so that
 * nothing has to be woken for it. A thread of the platform, because reading a named pipe holds on to a carrier thread.
 */
final class OutputPipe implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutputPipe.class.getName());
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final FileChannel reader;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile FileChannel writer;
    private volatile @Nullable PipedOutput current;
    private volatile boolean ended;

    private OutputPipe(Path path) throws IOException {
        this.path = path;
        // Opened for both ways first, which never waits; with a writer there, neither does the reader.
        this.writer = openWriter(path);
        this.reader = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Opens a named pipe; {@link #read} has to follow. */
    static OutputPipe open(Path path) throws IOException {
        return new OutputPipe(path);
    }

    private static FileChannel openWriter(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    Path path() {
        return path;
    }

    /** What comes next is the output of this command; only while the pipe is free. */
    PipedOutput take(Frame frame, CommandOutput output) {
        PipedOutput taken = new PipedOutput(path, frame, output, writer);
        current = taken;
        if (ended) {
            taken.abandon();
        }
        return taken;
    }

    /**
     * Reads until the pipe is closed or not wanted any more.
     *
     * @param freed hears that the pipe is free, and says whether it is still wanted
     */
    void read(Predicate<OutputPipe> freed) {
        byte[] chunk = new byte[CHUNK];
        try (reader) {
            do {
                if (!readToRecord(chunk)) {
                    return;
                }
                writer.close();
                readToEnd(chunk);
                current = null;
                writer = openWriter(path);
            } while (freed.test(this));
        } catch (ClosedChannelException | NoSuchFileException _) {
            // close() takes this way, and commands that delete the pipe, which is told with them.
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Reading the output of a command failed", e);
        } finally {
            end();
        }
    }

    /** What comes before a command is there is nobody's. False if the pipe ends first, as it does where {@link #close} is halfway. */
    private boolean readToRecord(byte[] bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        while (reader.read(chunk) >= 0) {
            PipedOutput output = current;
            if (output != null && output.accept(bytes, chunk.position())) {
                return true;
            }
            chunk.clear();
        }
        return false;
    }

    private void readToEnd(byte[] bytes) throws IOException {
        ByteBuffer dropped = ByteBuffer.wrap(bytes);
        while (reader.read(dropped) >= 0) {
            dropped.clear();
        }
    }

    /** Whoever takes the pipe at the same time sees that it has ended, or is seen here. */
    private void end() {
        ended = true;
        closeQuietly(writer);
        PipedOutput output = current;
        if (output != null) {
            output.abandon();
        }
        done.countDown();
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
        end();
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
