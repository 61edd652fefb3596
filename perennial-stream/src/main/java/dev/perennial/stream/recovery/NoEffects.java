package dev.perennial.stream.recovery;

/** Nobody is told: before the first call, and of what was told before. */
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
