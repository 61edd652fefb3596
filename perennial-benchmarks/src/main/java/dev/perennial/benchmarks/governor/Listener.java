package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Refusal;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;

/** What a client hears of its request. */
interface Listener {

    default void started(LimitReport report, TokenUsage usage) {}

    default void generated(long tokens) {}

    void ended(TokenUsage usage);

    void refused(Refusal refusal);
}
