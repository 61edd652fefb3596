package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
 * <p>It holds names of models and how long gaps were, nothing of what was said. A file that cannot be read or written costs
 * what would have been learned from it and nothing else: that is logged. Safe for use by several threads.
 */
public final class TimingsFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TimingsFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Timings timings;
    private final InstantSource clock;

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
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What was learned before is not known: " + file + ": " + e.getMessage());
        }
        return opened;
    }

    private SavedTimings read() throws IOException {
        if (!Files.exists(file)) {
            return SavedTimings.none(clock.instant());
        }
        try {
            return SavedTimings.of(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            LOG.log(Level.WARNING, file + " is written anew: " + unreadable.getMessage());
            return SavedTimings.none(clock.instant());
        }
    }

    /** Adds what was learned since the last time, and learns what others added; tries again next time if it cannot be done now. */
    public synchronized void save() {
        List<LearnedGaps> unsaved = timings.takeUnsaved();
        if (unsaved.isEmpty()) {
            return;
        }
        try {
            if (!merge(unsaved)) {
                timings.giveBack(unsaved);
            }
        } catch (IOException e) {
            timings.giveBack(unsaved);
            LOG.log(Level.WARNING, "What was learned is not saved: " + file + ": " + e);
        }
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
        Files.write(fresh, JSON.writeValueAsBytes(saved.json(JSON)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Saves. */
    @Override
    public void close() {
        save();
    }
}
