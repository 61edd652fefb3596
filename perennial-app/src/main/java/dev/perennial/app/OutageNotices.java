package dev.perennial.app;

import dev.perennial.client.PerennialEvent;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Says what happens in an outage that is waited through: when it is one, now and then that it still is, and when it is over; not
 * each wait and each request of hours. Used by one message at a time.
 */
final class OutageNotices {

    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final BiConsumer<String, String> notices;
    private boolean out;
    private Duration lasted = Duration.ZERO;
    private Duration toldAt = Duration.ZERO;

    OutageNotices(BiConsumer<String, String> notices) {
        this.notices = notices;
    }

    /** Takes an event; whether it is about an outage, so that nothing else is to be said of it. */
    boolean isToldOf(PerennialEvent event) {
        return switch (event) {
            case PerennialEvent.Outage outage -> {
                outage(outage);
                yield true;
            }
            case PerennialEvent.Wait wait -> {
                lasted = lasted.plus(out ? wait.delay() : Duration.ZERO);
                yield out;
            }
            case PerennialEvent.FellBack fell -> {
                forget();
                yield false;
            }
            case PerennialEvent.Attempt attempt -> out;
            case PerennialEvent.Resume resume -> out;
            case PerennialEvent.Stall stall -> out;
            case PerennialEvent.Break broken -> out;
            case PerennialEvent.FirstToken first -> back();
            case PerennialEvent.Seam seam -> back();
            case PerennialEvent.Begin begin -> false;
            case PerennialEvent.Queued queued -> false;
            case PerennialEvent.Admitted admitted -> false;
            case PerennialEvent.Gap gap -> false;
            case PerennialEvent.Pace pace -> false;
            case PerennialEvent.NetworkChanged changed -> false;
            case PerennialEvent.End end -> end.outcome().isWhole() ? back() : forget();
        };
    }

    private void outage(PerennialEvent.Outage outage) {
        String cause = CauseNames.of(outage.cause());
        lasted = outage.lasted();
        if (!out) {
            notices.accept(
                    "outage",
                    "outage: " + cause + " for " + Spans.text(lasted) + " now; waiting up to "
                            + Spans.text(outage.left()) + " more for its end");
        } else if (lasted.minus(toldAt).compareTo(BETWEEN) >= 0) {
            notices.accept(
                    "still_out",
                    "still out after " + Spans.text(lasted) + " (" + cause + "); waiting up to "
                            + Spans.text(outage.left()) + " more");
        } else {
            return;
        }
        out = true;
        toldAt = lasted;
    }

    private boolean back() {
        if (out) {
            notices.accept("back", "back after " + Spans.text(lasted));
        }
        return forget();
    }

    private boolean forget() {
        boolean was = out;
        out = false;
        return was;
    }
}
