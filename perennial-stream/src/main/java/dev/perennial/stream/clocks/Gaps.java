package dev.perennial.stream.clocks;

import java.time.Duration;

/** All gaps of one kind: those of the last hours, those of the last minute, those that nobody saved yet. Thread-safe. */
final class Gaps {

    /** Gaps between deltas lose half of their weight in so much time in which there were any. */
    private static final double MANY = (double) Duration.ofHours(6).toNanos();

    /** And those of which a message has only a few. */
    private static final double SOME = (double) Duration.ofDays(7).toNanos();

    /** A longer time without gaps is a pause, in which nothing is forgotten. */
    private static final long PAUSE = Duration.ofMinutes(10).toNanos();

    private static final double RECENT_HALF_LIFE =
            (double) Duration.ofSeconds(30).toNanos();

    /** To fade more often is no more exact. */
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Fewer say nothing about how fast a model is. */
    private static final double FEW = 32;

    private final Phase phase;
    private final Incident incident;
    private GapHistogram all = new GapHistogram();
    private GapHistogram unsaved = new GapHistogram();
    private double recentCount;
    private double recentNanos;
    private long fadedAt;

    Gaps(Phase phase, Incident incident, long now) {
        this.phase = phase;
        this.incident = incident;
        fadedAt = now;
    }

    /** What is left of the weight of gaps after so long. */
    static double fading(Phase phase, long nanos) {
        return Math.pow(0.5, Math.clamp(nanos, 0L, PAUSE) / halfLife(phase));
    }

    private static double halfLife(Phase phase) {
        return areMany(phase) ? MANY : SOME;
    }

    /** Whether a message has many gaps in a phase, and not one or two. */
    static boolean areMany(Phase phase) {
        return switch (phase) {
            case TEXT, TOOL_INPUT, THINKING -> true;
            case SENDING, HEAD, FIRST_TOKEN, SERVER_TOOL, BETWEEN_BLOCKS, ENDING -> false;
        };
    }

    synchronized double weight() {
        return all.weight();
    }

    Incident incident() {
        return incident;
    }

    /** Takes buckets of gaps that lasted so long together; in an incident they only tell how fast it goes. */
    synchronized void add(byte[] buckets, int count, long nanos, long now) {
        fade(now);
        recentCount += count;
        recentNanos += (double) nanos;
        if (incident.isOn(now)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            all.add(buckets[i], 1);
            unsaved.add(buckets[i], 1);
        }
        all.addNanos((double) nanos);
        unsaved.addNanos((double) nanos);
    }

    /** A gap was cut off: it would have been longer. One of an incident teaches nothing. */
    synchronized void addCut(long nanos, long now) {
        fade(now);
        if (!incident.isOn(now)) {
            all.addCut(GapHistogram.bucket(nanos), 1);
            unsaved.addCut(GapHistogram.bucket(nanos), 1);
        }
    }

    private void fade(long now) {
        long passed = now - fadedAt;
        if (passed > SECOND) {
            double fading = fading(phase, passed);
            all.fade(fading);
            unsaved.fade(fading);
            double recent = Math.pow(0.5, passed / RECENT_HALF_LIFE);
            recentCount *= recent;
            recentNanos *= recent;
            fadedAt = now;
        }
    }

    /** Those of the last hours, to be kept. */
    synchronized GapHistogram all() {
        return all.copy();
    }

    /** How long a gap is on average now; as over the last hours if there were few of late. */
    synchronized double recentMean(long now) {
        fade(now);
        return recentCount < FEW ? all.mean() : recentNanos / recentCount;
    }

    /** Takes what others learned in place of what was known and is saved. */
    synchronized void replace(GapHistogram saved) {
        all = saved.copy();
        all.add(unsaved);
    }

    /** Gives back what could not be saved; it was never gone from all. */
    synchronized void giveBack(GapHistogram gaps) {
        unsaved.add(gaps);
    }

    /** Those that nobody saved yet, which count as saved from now on; they stay among all until those are replaced. */
    synchronized GapHistogram takeUnsaved() {
        GapHistogram taken = unsaved;
        unsaved = new GapHistogram();
        return taken;
    }
}
