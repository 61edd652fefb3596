package dev.perennial.stream.recovery;

/**
 * How long a message may take, whatever its attempts do: in all, and until its consumer has to get something. Not
 * thread-safe; times are nanoseconds of any origin.
 */
final class Deadlines {

    private final long total;
    private final ConsumerClock consumer;
    private final Outgoing outgoing;
    private final Watch watch;
    private long startedAt;

    Deadlines(RecoverySettings settings, ConsumerClock consumer, Outgoing outgoing, Watch watch) {
        this.total = settings.budgets().total().map(Watch::nanos).orElse(Watch.NEVER);
        this.consumer = consumer;
        this.outgoing = outgoing;
        this.watch = watch;
    }

    void start(long now) {
        startedAt = now;
        consumer.start(now);
    }

    /** When the caller's time is over. */
    long total() {
        return total == Watch.NEVER ? Watch.NEVER : startedAt + total;
    }

    /** When a consumer that gets nothing because of us gets a ping; {@code silent} if no attempt has anything for it. */
    long keepAliveAt(boolean silent) {
        boolean ours = outgoing.hasStarted() && (silent || outgoing.isHolding());
        return ours && watch.isAwaited() ? consumer.pingDue() : Watch.NEVER;
    }

    /** When a consumer that gets no content because of us would wait no longer; a healthy stream may be silent. */
    long patienceEnds(boolean mended) {
        boolean ours = mended || outgoing.mayLetGo();
        return ours && watch.isAwaited() ? consumer.patienceEnds() : Watch.NEVER;
    }
}
