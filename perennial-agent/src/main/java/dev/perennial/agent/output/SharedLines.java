package dev.perennial.agent.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A file of lines to which several processes add, one after the other under its lock, and of which each reads what the others have
 * added: a portion at a time, however long it has become. An interrupt does not keep it from that. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (SharedLines lines = SharedLines.open(file)) {
 *     lines.add(List.of("mine"), Duration.ofSeconds(1), other -> heard(other));
 * }
 * }</pre>
 */
public final class SharedLines implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = 500_000;
    private static final int PORTION = 1 << 16;

    /** What is longer is no line of anybody's; its end is left out. */
    static final int LONGEST_LINE = 1 << 16;

    /** No channel: an interrupt would close that. */
    private final RandomAccessFile file;

    /** So many of its bytes are known. */
    private long known;

    /** Of a line that is not whole yet: what is known of it. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private SharedLines(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens a file of which nothing is known yet; creates it, readable to its owner only, if it is not there. */
    public static SharedLines open(Path path) throws IOException {
        FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(path))
                .close();
        return new SharedLines(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Opens a file that is there, to read it. */
    public static SharedLines openToRead(Path path) throws IOException {
        return new SharedLines(new RandomAccessFile(path.toFile(), "r"));
    }

    /** Tells the lines that others have added and that are whole, each once. What is longer than 64 KiB is cut. */
    public void read(Consumer<String> lines) throws IOException {
        long end = file.length();
        byte[] portion = new byte[(int) Math.min(PORTION, Math.max(0, end - known))];
        file.seek(known);
        while (known < end) {
            int count = file.read(portion, 0, (int) Math.min(portion.length, end - known));
            if (count < 0) {
                return;
            }
            known += count;
            split(portion, count, lines);
        }
    }

    private void split(byte[] portion, int count, Consumer<String> lines) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (portion[i] == '\n') {
                keep(portion, from, i);
                String line = begun.toString(UTF_8);
                begun.reset();
                lines.accept(line);
                from = i + 1;
            }
        }
        keep(portion, from, count);
    }

    private void keep(byte[] portion, int from, int to) {
        begun.write(portion, from, Math.min(to - from, LONGEST_LINE - begun.size()));
    }

    /**
     * Adds lines, and tells those that others have added before them. Where a file system has no locks it does so without.
     *
     * @param patience how long to wait for those who keep the file locked; zero to look once
     * @return false if they keep it longer: then nothing was added
     */
    public boolean add(List<String> lines, Duration patience, Consumer<String> others) throws IOException {
        return add(() -> lines, patience, others);
    }

    /**
     * Adds lines that depend on those of others: what these have added before is told first, and none comes in between.
     *
     * @param lines says what to add; none to add nothing
     * @param patience as above
     * @return false if others keep the file locked for longer: then nothing was told or added
     */
    public boolean add(Supplier<List<String>> lines, Duration patience, Consumer<String> others) throws IOException {
        Optional<Hold> hold = hold(patience);
        if (hold.isEmpty()) {
            return false;
        }
        try (Hold _ = hold.get()) {
            read(others);
            append(lines.get());
            return true;
        }
    }

    /** Has all that was added outlive the machine's sudden end. */
    public void force() throws IOException {
        file.getFD().sync();
    }

    private void append(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        // What was being written when a process died, or a machine lost its power, is not to spoil what comes behind
        // it.
        String text = (begun.size() > 0 ? "\n" : "") + String.join("\n", lines) + "\n";
        long end = file.length();
        file.seek(end);
        try {
            file.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            file.setLength(end);
            throw e;
        }
        begun.reset();
        known = file.length();
    }

    private Optional<Hold> hold(Duration patience) throws IOException {
        boolean interrupted = Thread.interrupted();
        long until = System.nanoTime() + patience.toNanos();
        try {
            Optional<Hold> hold = tryHold();
            while (hold.isEmpty() && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                interrupted |= Thread.interrupted();
                hold = tryHold();
            }
            return hold;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Empty if others have it. */
    private Optional<Hold> tryHold() throws IOException {
        try {
            FileLock lock = file.getChannel().tryLock();
            return Optional.ofNullable(lock).map(taken -> taken::release);
        } catch (OverlappingFileLockException anotherOfThisProcess) {
            return Optional.empty();
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException noLocksHere) {
            return Optional.of(() -> {});
        }
    }

    /** What keeps others from adding at the same time. */
    private interface Hold extends AutoCloseable {

        @Override
        void close() throws IOException;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
