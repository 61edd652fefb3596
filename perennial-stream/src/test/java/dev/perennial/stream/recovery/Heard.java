package dev.perennial.stream.recovery;

import java.util.ArrayList;
import java.util.List;

/** Carries out nothing, and keeps what it was told. */
final class Heard implements Effects {

    private final List<Outcome> ends = new ArrayList<>();
    private final List<StreamEvent> events = new ArrayList<>();

    List<Outcome> ends() {
        return ends;
    }

    List<StreamEvent> events() {
        return events;
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {}

    @Override
    public void send(int attempt, Call call) {}

    @Override
    public void abandon(int attempt) {}

    @Override
    public void end(Outcome outcome) {
        ends.add(outcome);
    }

    @Override
    public void observe(StreamEvent event) {
        events.add(event);
    }
}
