package dev.perennial.stream.recovery;

/** Stands in before the first call. */
enum NoEffects implements Effects {
    INSTANCE;

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
