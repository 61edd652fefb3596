package dev.perennial.app;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import dev.perennial.governor.GovernorEvent;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Says in a few words what became of a stream that broke: {@code resumed after 25 s (stalled)}. */
final class StreamNotices implements PerennialListener {

    /** Waits that are shorter are over before anybody has read that they began. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    private final OutageNotices outages = new OutageNotices((code, text) -> this.notices.accept(code, text));
    private final QueueNotices queue = new QueueNotices((code, text) -> this.notices.accept(code, text));
    private volatile BiConsumer<String, String> notices = (code, text) -> {};
    private volatile Trouble trouble = new Trouble("", Duration.ZERO);

    /** The attempt that is told already; 0 for none. */
    private volatile int askedElsewhere;

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
        if (outages.isToldOf(event)) {
            return;
        }
        switch (event) {
            case PerennialEvent.Stall stall -> trouble = new Trouble("stalled", stall.after());
            case PerennialEvent.Break broken -> trouble = new Trouble(CauseNames.of(broken.cause()), Duration.ZERO);
            case PerennialEvent.Wait wait -> waiting(wait.delay());
            case PerennialEvent.Attempt attempt when attempt.number() == askedElsewhere -> {}
            case PerennialEvent.Attempt attempt when attempt.number() > 1 -> say("sent_again", "sent again");
            case PerennialEvent.FellBack fell -> elsewhere(fell);
            case PerennialEvent.Resume resume -> say("resumed", "resumed");
            case PerennialEvent.Queued queued -> queue.on(queued);
            case PerennialEvent.Admitted admitted -> queue.over();
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.Attempt first -> {}
            case PerennialEvent.FirstToken first -> {}
            case PerennialEvent.Gap gap -> {}
            case PerennialEvent.Pace pace -> {}
            case PerennialEvent.Seam seam -> {}
            case PerennialEvent.Outage outage -> {}
            case PerennialEvent.NetworkChanged changed -> {}
            case PerennialEvent.End end -> {}
        }
    }

    /** Takes what the governor notices. */
    void noticed(GovernorEvent event) {
        GovernorSetting.notice(event).ifPresent(text -> notices.accept("budget", text));
    }

    private void elsewhere(PerennialEvent.FellBack fell) {
        askedElsewhere = fell.attempt();
        notices.accept("fell_back", "asking " + fell.place() + " instead (" + CauseNames.of(fell.cause()) + ")");
    }

    private void waiting(Duration delay) {
        if (delay.compareTo(NOTICED) >= 0) {
            notices.accept("waiting", "waiting " + Spans.seconds(delay) + " (" + trouble.cause() + ")");
        }
        trouble = trouble.plus(delay);
    }

    private void say(String code, String text) {
        Trouble known = trouble;
        String when = known.lost().isZero() ? "at once" : "after " + Spans.seconds(known.lost());
        notices.accept(code, text + " " + when + " (" + known.cause() + ")");
    }
}
