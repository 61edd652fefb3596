package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What was learned about the gaps of streams; shared by all messages of a process, and saved by whoever wants to keep it.
 *
 * <p>Gaps fade: those between deltas lose half of their weight in six hours in which there were others, those of which a message
 * has only a few in a week. Safe for use by several threads.
 */
public final class Timings {

    /** Fewer gaps teach nothing. */
    public static final int ENOUGH = 1_000;

    /** Patience is that many times what all but one of a thousand gaps were. */
    private static final double FACTOR = 4;

    private static final double RARE = 0.001;

    /** And so many times what only one of a million was longer than, or only two: pauses are rarer than one of a thousand gaps. */
    private static final double RARE_FACTOR = 2.5;

    private static final double VERY_RARE = 1e-6;
    private static final double FEW = 2;

    /** Streams of one model differ in pace; one that takes three times as long, or all that do, are slow. */
    private static final double UNUSUAL = 3;

    private static final int MOST_KINDS = 2_000;

    private record Served(String origin, String model) {}

    private final LongSupplier clock;
    private final Map<ClockKey, Gaps> gaps = new HashMap<>();
    private final Map<Served, Incident> incidents = new HashMap<>();

    /** Nothing learned yet; the clock gives nanoseconds from any origin, as {@link System#nanoTime} does. */
    public Timings(LongSupplier clock) {
        this.clock = clock;
    }

    /** The gaps of a kind, to be added to. Models are named by whoever asks: of too many kinds the one with the fewest gaps goes. */
    synchronized Gaps gaps(ClockKey key) {
        Gaps known = gaps.get(key);
        if (known != null) {
            return known;
        }
        if (gaps.size() >= MOST_KINDS) {
            gaps.entrySet().stream()
                    .min(Comparator.comparingDouble(e -> e.getValue().weight()))
                    .map(Map.Entry::getKey)
                    .ifPresent(gaps::remove);
        }
        Gaps added = new Gaps(key.phase(), incident(key), now());
        gaps.put(key, added);
        return added;
    }

    private synchronized Optional<Gaps> find(ClockKey key) {
        return Optional.ofNullable(gaps.get(key));
    }

    long now() {
        return clock.getAsLong();
    }

    private Incident incident(ClockKey key) {
        if (incidents.size() >= MOST_KINDS) {
            incidents.clear();
        }
        return incidents.computeIfAbsent(new Served(key.origin(), key.model()), s -> new Incident());
    }

    /**
     * The patience for a kind of gap.
     *
     * @param cold without anything learned
     * @param mean how long gaps of the very stream are, in nanoseconds; 0 if that is not known
     */
    Limit limit(ClockKey key, Duration cold, double mean) {
        GapHistogram known = known(key);
        if (known.weight() < ENOUGH) {
            return new Limit(cold, Limit.Reason.FEW_SEEN);
        }
        Limit learned = within(Bounds.of(key.phase()), usual(known, cold), slower(key, known, mean));
        return find(key).filter(g -> g.incident().isOn(now())).isPresent()
                        && learned.patience().compareTo(cold) < 0
                ? new Limit(cold, Limit.Reason.INCIDENT)
                : learned;
    }

    /** Where an input's size counts, those of larger ones are taken in if there are too few: they took no less. */
    private GapHistogram known(ClockKey key) {
        GapHistogram known = all(key);
        int largest = InputSize.countsIn(key.phase()) ? InputSize.LARGEST : key.size();
        for (int size = key.size() + 1; size <= largest && known.weight() < ENOUGH; size++) {
            known.add(all(key.withSize(size)));
        }
        return known;
    }

    private GapHistogram all(ClockKey key) {
        return find(key).map(Gaps::all).orElseGet(GapHistogram::new);
    }

    private synchronized List<Map.Entry<ClockKey, Gaps>> kinds() {
        return List.copyOf(gaps.entrySet());
    }

    /** Gaps that were cut off may raise a patience to what it would be without learning: beyond that only those that ended. */
    private static double usual(GapHistogram known, Duration cold) {
        double rare = Math.max(FEW, known.weight() * VERY_RARE);
        double ended = Math.max(known.longest(known.ended() * RARE) * FACTOR, known.longest(rare) * RARE_FACTOR);
        double withCut = known.quantile(1 - RARE) * FACTOR;
        return Math.max(ended, Math.min(withCut, (double) cold.toNanos()));
    }

    /** How many times as long as usual gaps are, where there are many; 1 within what is usual from stream to stream. */
    private double slower(ClockKey key, GapHistogram known, double mean) {
        boolean many = Gaps.areMany(key.phase()) && known.mean() > 0;
        double slower = many ? Math.max(mean, recentMean(key)) / known.mean() : 1;
        return slower >= UNUSUAL ? slower : 1;
    }

    /** How long a gap is on average now, in nanoseconds; 0 if nothing is known. */
    double recentMean(ClockKey key) {
        return find(key).map(g -> g.recentMean(now())).orElse(0.0);
    }

    /** What all but one of a thousand gaps were; zero if too few were seen. */
    Duration nearlyAll(ClockKey key) {
        GapHistogram known = known(key);
        return Duration.ofNanos(known.weight() < ENOUGH ? 0 : known.longest(known.ended() * RARE));
    }

    private static Limit within(Bounds bounds, double usual, double slower) {
        double floor = (double) bounds.floor().toNanos();
        double ceiling = (double) bounds.ceiling().toNanos();
        double wanted = Math.max(usual, floor) * slower;
        if (wanted >= ceiling) {
            return new Limit(bounds.ceiling(), Limit.Reason.CEILING);
        }
        Limit.Reason reason =
                slower > 1 ? Limit.Reason.SLOW : usual > floor ? Limit.Reason.LEARNED : Limit.Reason.FLOOR;
        return new Limit(Duration.ofNanos((long) wanted), reason);
    }

    /** All that was learned, by origin, model, effort, phase and size. */
    public List<LearnedGaps> learned() {
        return kinds().stream()
                .map(e -> LearnedGaps.of(e.getKey(), e.getValue().all()))
                .filter(g -> g.count() > 0)
                .sorted(Comparator.comparing(LearnedGaps::key, ClockKey.ORDER))
                .toList();
    }

    /** What was learned since the last call; its caller saves it, or gives it back by {@link #giveBack}. */
    public List<LearnedGaps> takeUnsaved() {
        return kinds().stream()
                .map(e -> LearnedGaps.of(e.getKey(), e.getValue().takeUnsaved()))
                .filter(g -> g.count() > 0)
                .toList();
    }

    /** What was taken could not be saved. */
    public void giveBack(List<LearnedGaps> unsaved) {
        unsaved.forEach(g -> gaps(g.key()).giveBack(g.histogram()));
    }

    /** Takes what was saved, by this process and others, in place of what is known and was saved before. */
    public void replace(List<LearnedGaps> saved) {
        saved.forEach(g -> gaps(g.key()).replace(g.histogram()));
    }

    /** What was saved so long ago, faded, with what was learned since. */
    public static List<LearnedGaps> merged(List<LearnedGaps> saved, Duration ago, List<LearnedGaps> since) {
        Map<ClockKey, GapHistogram> sums = new HashMap<>();
        long passed = ago.compareTo(Duration.ofDays(1)) < 0 ? ago.toSeconds() * 1_000_000_000 : Long.MAX_VALUE;
        saved.forEach(g -> sum(sums, g.key()).add(g.histogram()));
        sums.forEach((key, sum) -> sum.fade(Gaps.fading(key.phase(), passed)));
        since.forEach(g -> sum(sums, g.key()).add(g.histogram()));
        return sums.entrySet().stream()
                .map(e -> LearnedGaps.of(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble(LearnedGaps::count).reversed())
                .limit(MOST_KINDS)
                .sorted(Comparator.comparing(LearnedGaps::key, ClockKey.ORDER))
                .toList();
    }

    private static GapHistogram sum(Map<ClockKey, GapHistogram> sums, ClockKey key) {
        return sums.computeIfAbsent(key, k -> new GapHistogram());
    }
}
