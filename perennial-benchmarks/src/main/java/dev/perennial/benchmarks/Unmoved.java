package dev.perennial.benchmarks;

import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.StreamEvent;

/** Carries out nothing that the core wants; whoever measures hears what it measures. */
public abstract class Unmoved implements Effects {

    /** For subclasses. */
    protected Unmoved() {}

    @Override
    public void deliver(byte[] bytes, int offset, int length) {}

    @Override
    public void send(int attempt, Call call) {}

    @Override
    public void abandon(int attempt) {}

    @Override
    public void end(Outcome outcome) {}

    @Override
    public void observe(StreamEvent event) {}
}
