package dev.perennial.app;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says what happens to many messages in an outage: that some wait, that they still do, that they go on, and that another is asked;
 * each once in a while. Safe for use by several threads.
 */
final class OutageLog implements PerennialListener {

    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Instant> toldOfPlaces = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private Instant toldAt = Instant.MIN;

    OutageLog(Consumer<String> lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public synchronized void on(PerennialEvent event) {
        switch (event) {
            case PerennialEvent.Outage outage -> waits(outage);
            case PerennialEvent.FellBack fell -> {
                goesOn(fell.message(), false);
                elsewhere(fell);
            }
            case PerennialEvent.FirstToken first -> goesOn(first.message(), true);
            case PerennialEvent.Seam seam -> goesOn(seam.message(), true);
            case PerennialEvent.End end -> goesOn(end.message(), end.outcome().isWhole());
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.Queued queued -> {}
            case PerennialEvent.Admitted admitted -> {}
            case PerennialEvent.Attempt attempt -> {}
            case PerennialEvent.Resume resume -> {}
            case PerennialEvent.Gap gap -> {}
            case PerennialEvent.Pace pace -> {}
            case PerennialEvent.Stall stall -> {}
            case PerennialEvent.Break broken -> {}
            case PerennialEvent.Wait wait -> {}
            case PerennialEvent.NetworkChanged changed -> {}
        }
    }

    private void waits(PerennialEvent.Outage outage) {
        boolean first = waiting.isEmpty();
        waiting.add(outage.message());
        longest = first || outage.lasted().compareTo(longest) > 0 ? outage.lasted() : longest;
        if (first || isTime(toldAt)) {
            toldAt = clock.instant();
            lines.accept("outage: " + CauseNames.of(outage.cause()) + " for " + Spans.text(longest) + " now; waiting: "
                    + waiting.size());
        }
    }

    private void goesOn(String message, boolean back) {
        if (waiting.remove(message) && waiting.isEmpty() && back) {
            lines.accept("back: no message waits any more");
        }
    }

    private void elsewhere(PerennialEvent.FellBack fell) {
        if (isTime(toldOfPlaces.getOrDefault(fell.place(), Instant.MIN))) {
            toldOfPlaces.put(fell.place(), clock.instant());
            lines.accept("asking " + fell.place() + " instead (" + CauseNames.of(fell.cause()) + ")");
        }
    }

    private boolean isTime(Instant last) {
        return last.equals(Instant.MIN)
                || Duration.between(last, clock.instant()).compareTo(BETWEEN) >= 0;
    }
}
