package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.stream.clocks.LearnedGaps;
import dev.perennial.stream.clocks.Timings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps what clocks learned in a small file that several processes may share: each adds what it saw itself.
 *
 * <pre>{@code
 * Timings timings = new Timings(System::nanoTime);
 * try (TimingsFile file = TimingsFile.open(Path.of("timings.json"), timings, InstantSource.system())) {
 *     Perennial perennial = Perennial.with(PerennialSettings.builder().timings(timings).build());
 *     // … file.save() now and then
 * }
 * }</pre>
 *
 * <p>It holds names of servers and models and how long gaps were, nothing of what was said. A file that cannot be read or written costs
 * what would have been learned from it and nothing else: that is logged. Safe for use by several threads.
 */
public final class TimingsFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TimingsFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is longer is none of ours. */
    private static final long MOST_BYTES = 16 << 20;

    /** Whoever ends waits so often, and so long each time, for others that save. */
    private static final int TRIES = 20;

    private static final long BETWEEN_TRIES = Duration.ofMillis(50).toNanos();

    private final Path file;
    private final Timings timings;
    private final InstantSource clock;
    private boolean warned;

    private TimingsFile(Path file, Timings timings, InstantSource clock) {
        this.file = requireNonNull(file, "file");
        this.timings = requireNonNull(timings, "timings");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Teaches what the file says, if there is one; its folder is made with the first {@link #save}. */
    public static TimingsFile open(Path file, Timings timings, InstantSource clock) {
        TimingsFile opened = new TimingsFile(file, timings, clock);
        try {
            timings.replace(opened.read().faded(clock.instant()));
        } catch (IOException | RuntimeException e) {
            opened.warn("What was learned before is not known: " + file + ": " + e.getMessage());
        }
        return opened;
    }

    private SavedTimings read() throws IOException {
        if (!Files.exists(file)) {
            return SavedTimings.none(clock.instant());
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is too long to be what Perennial learned; delete it to begin anew");
        }
        JsonNode document = parsed(Files.readAllBytes(file));
        if (SavedTimings.isOfLaterVersion(document)) {
            throw new IOException("it is of a later version of Perennial");
        }
        try {
            return SavedTimings.of(document);
        } catch (IllegalArgumentException unusable) {
            warn(file + " is written anew: " + unusable.getMessage());
            return SavedTimings.none(clock.instant());
        }
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException unreadable) {
            return JSON.createObjectNode();
        }
    }

    /** Once is enough: it is tried again and again. */
    private void warn(String what) {
        LOG.log(warned ? Level.DEBUG : Level.WARNING, what);
        warned = true;
    }

    /** Adds what was learned since the last time, and learns what others added; tries again next time if it cannot be done now. */
    public void save() {
        trySave();
    }

    /** False if another process has the file just now. */
    private synchronized boolean trySave() {
        List<LearnedGaps> unsaved = timings.takeUnsaved();
        boolean saved = unsaved.isEmpty();
        boolean free = true;
        try {
            free = saved || merge(unsaved);
            saved = free;
        } catch (IOException | RuntimeException e) {
            warn("What was learned is not saved: " + file + ": " + e.getMessage());
        } finally {
            if (!saved) {
                timings.giveBack(unsaved);
            }
        }
        return free;
    }

    /** False if another process has the file just now. */
    private boolean merge(List<LearnedGaps> unsaved) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            SavedTimings saved = read();
            List<LearnedGaps> merged =
                    Timings.merged(saved.gaps(), Duration.between(saved.at(), clock.instant()), unsaved);
            write(new SavedTimings(clock.instant(), merged));
            timings.replace(merged);
            return true;
        } catch (OverlappingFileLockException anotherHere) {
            return false;
        }
    }

    private void write(SavedTimings saved) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, JSON.writeValueAsBytes(saved.json(JSON)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Saves; waits up to a second for others that do. */
    @Override
    public void close() {
        for (int i = 0; i < TRIES && !trySave(); i++) {
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }
}
