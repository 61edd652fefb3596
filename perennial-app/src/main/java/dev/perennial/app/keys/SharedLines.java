package dev.perennial.app.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines to which several processes add, one after the other under its lock, and of which each reads what the others have
 * added. An interrupt does not keep it from that. Not safe for use by several threads.
 */
final class SharedLines implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = 500_000;

    /** No channel: an interrupt would close that. */
    private final RandomAccessFile file;

    /** So many of its bytes are known. */
    private long known;

    private SharedLines(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens a file of which nothing is known yet; creates it, readable to its owner only, if it is not there. */
    static SharedLines open(Path path) throws IOException {
        FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(path))
                .close();
        return new SharedLines(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** The lines that others have added and that are whole; each is told once. */
    List<String> read() throws IOException {
        byte[] more = unknown();
        int whole = 0;
        for (int i = 0; i < more.length; i++) {
            whole = more[i] == '\n' ? i + 1 : whole;
        }
        known += whole;
        return new String(more, 0, whole, UTF_8).lines().toList();
    }

    /**
     * Adds a line.
     *
     * @return the lines that others have added before it
     */
    List<String> add(String line) throws IOException {
        try (FileLock _ = lock()) {
            List<String> others = read();
            // What was being written when a process died, or a machine lost its power, is not to spoil what comes
            // behind it.
            boolean cut = unknown().length > 0;
            byte[] bytes = ((cut ? "\n" : "") + line + "\n").getBytes(UTF_8);
            file.seek(file.length());
            file.write(bytes);
            known = file.length();
            return others;
        }
    }

    private byte[] unknown() throws IOException {
        byte[] more = new byte[Math.toIntExact(Math.max(0, file.length() - known))];
        if (more.length > 0) {
            file.seek(known);
            file.readFully(more);
        }
        return more;
    }

    private FileLock lock() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            FileLock lock = tryLock();
            while (lock == null) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                interrupted |= Thread.interrupted();
                lock = tryLock();
            }
            return lock;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException anotherOfThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
