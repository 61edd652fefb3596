package dev.perennial.stream.recovery;

import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts the gaps of one attempt; a gap costs a few comparisons, since nearly all are short. Not thread-safe. */
final class GapTally {

    private static final long[] ENDS =
            GapCounts.ENDS.stream().mapToLong(Duration::toNanos).toArray();

    private final Map<Phase, Steps> phases = new EnumMap<>(Phase.class);

    private static final class Steps {

        private final long[] counts = new long[ENDS.length + 1];
        private final long[] nanos = new long[ENDS.length + 1];

        void add(long gap) {
            int step = 0;
            while (step < ENDS.length && gap > ENDS[step]) {
                step++;
            }
            counts[step]++;
            nanos[step] += gap;
        }

        List<GapCounts.Step> told() {
            return IntStream.range(0, counts.length)
                    .filter(i -> counts[i] > 0)
                    .mapToObj(i -> new GapCounts.Step(counts[i], Duration.ofNanos(nanos[i])))
                    .toList();
        }
    }

    void add(Phase phase, long nanos) {
        phases.computeIfAbsent(phase, p -> new Steps()).add(nanos);
    }

    /** What was counted since the last time, by phase; empty for nothing. */
    List<GapCounts> take() {
        List<GapCounts> told = new ArrayList<>();
        phases.forEach((phase, steps) -> told.add(new GapCounts(phase, steps.told())));
        phases.clear();
        return told;
    }
}
