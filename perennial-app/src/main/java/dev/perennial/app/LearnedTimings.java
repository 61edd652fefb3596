package dev.perennial.app;

import dev.perennial.client.TimingsFile;
import dev.perennial.stream.clocks.Timings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What clocks learn in this process; kept from one start to the next, unless it is about a simulator. */
final class LearnedTimings implements AutoCloseable {

    private static final long MINUTES_BETWEEN_SAVES = 1;

    private final Timings timings;
    private final Optional<TimingsFile> file;
    private final List<Runnable> others = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LearnedTimings(Timings timings, Optional<TimingsFile> file) {
        this.timings = timings;
        this.file = file;
        file.ifPresent(f -> Thread.ofVirtual().name("perennial-timings").start(() -> saveNowAndThen(f)));
    }

    static Path file(Surroundings surroundings) {
        return surroundings.home().resolve("timings.json");
    }

    /** Those of all starts, with what others learn meanwhile. */
    static LearnedTimings kept(Surroundings surroundings) {
        Timings timings = new Timings(System::nanoTime);
        return new LearnedTimings(
                timings, Optional.of(TimingsFile.open(file(surroundings), timings, surroundings.clock())));
    }

    /** Nothing but what this process sees: the streams of a simulator teach nothing about an API. */
    static LearnedTimings forgotten() {
        return new LearnedTimings(new Timings(System::nanoTime), Optional.empty());
    }

    /** Those of all starts, but for a simulator. */
    static LearnedTimings of(boolean simulated, Surroundings surroundings) {
        return simulated ? forgotten() : kept(surroundings);
    }

    Timings timings() {
        return timings;
    }

    /** Has something else kept whenever this is; nothing if this is not. */
    void keepToo(Runnable other) {
        others.add(other);
    }

    private void saveOthers() {
        if (file.isPresent()) {
            others.forEach(Runnable::run);
        }
    }

    private void saveNowAndThen(TimingsFile kept) {
        try {
            while (!closed.await(MINUTES_BETWEEN_SAVES, TimeUnit.MINUTES)) {
                kept.save();
                saveOthers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        file.ifPresent(TimingsFile::close);
        saveOthers();
    }
}
