package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean warned;

    LogFile(Path file) {
        this.file = file;
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
