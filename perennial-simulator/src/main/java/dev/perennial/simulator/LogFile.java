package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A file of JSON lines that only its owner may read. Safe for use by several threads. */
final class LogFile {

    private static final System.Logger LOG = System.getLogger(LogFile.class.getName());
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private static final byte[] LINE_FEED = {'\n'};

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean warned;

    private LogFile(Path file) {
        this.file = file;
    }

    /**
     * Begins to write to the file, after what it holds.
     *
     * @throws RequestLogException if it cannot be written
     */
    static LogFile open(Path file) {
        LogFile log = new LogFile(file);
        try {
            log.append(ByteBuffer.wrap(endsInALine(file) ? new byte[0] : LINE_FEED));
            return log;
        } catch (IOException e) {
            throw new RequestLogException(
                    "Cannot write the request log " + file + ": " + reason(file, e) + "; choose another file.", e);
        }
    }

    void append(ObjectNode line) {
        byte[] bytes = (Json.write(line) + "\n").getBytes(UTF_8);
        lock.lock();
        try {
            append(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            warnOnce(e);
        } finally {
            lock.unlock();
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        try (SeekableByteChannel log = Files.newByteChannel(file, APPENDING, forOwnerOnly())) {
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        }
    }

    /** If not, a process was killed while it wrote, and its last line must not swallow the next one. */
    private static boolean endsInALine(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return true;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        try (SeekableByteChannel log = Files.newByteChannel(file)) {
            log.position(log.size() - 1).read(last);
        }
        return last.get(0) == LINE_FEED[0];
    }

    private static String reason(Path file, IOException e) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return "there is no folder " + folder;
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private void warnOnce(IOException e) {
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "Cannot write the request log " + file + "; choose another file.", e);
        }
    }

    /** The log holds prompts. */
    private FileAttribute<?>[] forOwnerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
