package dev.perennial.stream.recovery;

/**
 * What a {@link Recovery} wants done; implemented by its driver.
 *
 * <p>Called on the thread that feeds the recovery, before the feeding call returns. An implementation must not call the
 * recovery from within, and must not throw: what it does with the consumer's failure is its own business (usually {@link
 * Input.Cancel}).
 */
public interface Effects {

    /**
     * Whole frames are due to the consumer.
     *
     * @param bytes an array that holds them; neither to be changed nor to be kept after the call
     */
    void deliver(byte[] bytes, int offset, int length);

    /** A request is to be sent; the driver reports {@link Input.Sent} once it leaves, and what becomes of it. */
    void send(int attempt, Call call);

    /** The attempt's connection is to be closed: the response, not only its body. Input of it is ignored from now on. */
    void abandon(int attempt);

    /** The message is at its end; called exactly once, and nothing after it. */
    void end(Outcome outcome);

    /** Something worth a line in a log or a count in a metric. */
    void observe(StreamEvent event);
}
