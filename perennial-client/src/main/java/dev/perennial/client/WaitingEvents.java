package dev.perennial.client;

import java.util.ArrayDeque;
import java.util.Deque;

/** Events that wait for their reader; where many do, deltas of a block become one, and pings are left out. Not thread-safe. */
final class WaitingEvents {

    private static final int MANY = 64;

    private final Deque<Waiting> events = new ArrayDeque<>();

    private sealed interface Waiting {

        MessageEvent event();

        record Single(MessageEvent event) implements Waiting {}

        /** Text that grows while it waits. */
        record Joined(DeltaText kind, int index, StringBuilder text) implements Waiting {

            @Override
            public MessageEvent event() {
                return ShortDeltas.event(kind, index, text.toString());
            }
        }
    }

    void add(MessageEvent event) {
        if (events.size() < MANY) {
            events.add(new Waiting.Single(event));
            return;
        }
        switch (event) {
            case MessageEvent.Ping ping -> {}
            case MessageEvent.TextDelta delta -> join(DeltaText.TEXT, delta.index(), delta.text());
            case MessageEvent.ThinkingDelta delta -> join(DeltaText.THINKING, delta.index(), delta.text());
            case MessageEvent.InputJsonDelta delta -> join(DeltaText.INPUT, delta.index(), delta.partialJson());
            default -> events.add(new Waiting.Single(event));
        }
    }

    private void join(DeltaText kind, int index, String more) {
        if (events.getLast() instanceof Waiting.Joined last && last.kind() == kind && last.index() == index) {
            last.text().append(more);
        } else {
            events.add(new Waiting.Joined(kind, index, new StringBuilder(more)));
        }
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    MessageEvent remove() {
        return events.remove().event();
    }

    void clear() {
        events.clear();
    }
}
