package dev.perennial.simulator.internal.limit;

/** What a request that was let in has taken from its buckets. Safe for use by several threads. */
public interface Grant {

    /** A request that nothing limits. */
    Grant UNLIMITED = new Grant() {
        @Override
        public void settle(long inputTokens) {}

        @Override
        public void generated(int outputTokens) {}

        @Override
        public void cancel() {}
    };

    /** Puts the estimate of the input right; to be called once, when the answer begins. */
    void settle(long inputTokens);

    /** Charges output as it comes. */
    void generated(int outputTokens);

    /** Gives the tokens back: the request was refused for another reason. */
    void cancel();
}
