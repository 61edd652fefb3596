package dev.perennial.app;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import dev.perennial.stream.recovery.Cause;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Says in a few words what became of a stream that broke: {@code resumed after 25 s (stalled)}. */
final class StreamNotices implements PerennialListener {

    /** Waits that are shorter are over before anybody has read that they began. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    private volatile BiConsumer<String, String> notices = (code, text) -> {};
    private volatile Trouble trouble = new Trouble("", Duration.ZERO);

    /** Why the last attempt broke, and how long nothing came. */
    private record Trouble(String cause, Duration lost) {

        Trouble plus(Duration wait) {
            return new Trouble(cause, lost.plus(wait));
        }
    }

    /** Says it there from now on: a code and a text. */
    void tell(BiConsumer<String, String> listener) {
        notices = listener;
    }

    @Override
    public void on(PerennialEvent event) {
        switch (event) {
            case PerennialEvent.Stall stall -> trouble = new Trouble("stalled", stall.after());
            case PerennialEvent.Break broken -> trouble = new Trouble(named(broken.cause()), Duration.ZERO);
            case PerennialEvent.Wait wait -> waiting(wait.delay());
            case PerennialEvent.Attempt attempt when attempt.number() > 1 -> say("sent_again", "sent again");
            case PerennialEvent.Resume resume -> say("resumed", "resumed");
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.Attempt first -> {}
            case PerennialEvent.FirstToken first -> {}
            case PerennialEvent.Gap gap -> {}
            case PerennialEvent.Pace pace -> {}
            case PerennialEvent.Seam seam -> {}
            case PerennialEvent.End end -> {}
        }
    }

    private void waiting(Duration delay) {
        if (delay.compareTo(NOTICED) >= 0) {
            notices.accept("waiting", "waiting " + seconds(delay) + " (" + trouble.cause() + ")");
        }
        trouble = trouble.plus(delay);
    }

    private void say(String code, String text) {
        Trouble known = trouble;
        String when = known.lost().isZero() ? "at once" : "after " + seconds(known.lost());
        notices.accept(code, text + " " + when + " (" + known.cause() + ")");
    }

    private static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    private static String named(Cause cause) {
        return switch (cause) {
            case Cause.Stalled stalled -> "stalled";
            case Cause.Silent silent -> "stalled";
            case Cause.ConnectFailed failed -> "no connection";
            case Cause.Reset reset -> "connection lost";
            case Cause.CleanEnd end -> "cut off";
            case Cause.Malformed malformed -> "garbled";
            case Cause.Status status -> "HTTP " + status.head().status();
            case Cause.InStream error -> error.code();
            case Cause.Contradicted contradicted -> "contradicted itself";
            case Cause.Unproven unproven -> "did not show its place";
            case Cause.StoppedAcross stopped -> "stopped";
            case Cause.TimeUp timeUp -> "time is up";
            case Cause.Cancelled cancelled -> "cancelled";
        };
    }
}
