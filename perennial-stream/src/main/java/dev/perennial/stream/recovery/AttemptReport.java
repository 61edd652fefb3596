package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.seam.Proof;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt.
 *
 * @param number from 1
 * @param shape what it asked
 * @param cause why it broke; empty if it did not. What the server wrote at length (body, messages, headers) is whole in the
 *     last four reports only; earlier ones have its beginning
 * @param rule what was decided then; empty if it did not break
 * @param lasted from its sending to its end
 * @param usage what it is billed at
 * @param estimated whether the output in {@code usage} is an estimate, because the attempt did not come to tell it
 * @param seam how it was known where in a broken text it goes on; empty if it did not
 * @param requestId the server's id of the request; empty if it told none
 * @param model who served it, as its {@code message_start} said; empty if it did not come to that
 * @param fast whether its {@code message_start} said that it is served in fast mode, which has prices of its own
 */
public record AttemptReport(
        int number,
        Call.Shape shape,
        Optional<Cause> cause,
        Optional<Rule> rule,
        Duration lasted,
        TokenUsage usage,
        boolean estimated,
        Optional<Proof> seam,
        Optional<String> requestId,
        Optional<String> model,
        boolean fast) {

    public AttemptReport {
        requireNonNull(shape, "shape");
        requireNonNull(cause, "cause");
        requireNonNull(rule, "rule");
        requireNonNull(lasted, "lasted");
        requireNonNull(usage, "usage");
        requireNonNull(seam, "seam");
        requireNonNull(requestId, "requestId");
        requireNonNull(model, "model");
    }

    /** A report of an attempt at standard speed. */
    public AttemptReport(
            int number,
            Call.Shape shape,
            Optional<Cause> cause,
            Optional<Rule> rule,
            Duration lasted,
            TokenUsage usage,
            boolean estimated,
            Optional<Proof> seam,
            Optional<String> requestId,
            Optional<String> model) {
        this(number, shape, cause, rule, lasted, usage, estimated, seam, requestId, model, false);
    }

    /** A report of an attempt of which nobody knows who served it. */
    public AttemptReport(
            int number,
            Call.Shape shape,
            Optional<Cause> cause,
            Optional<Rule> rule,
            Duration lasted,
            TokenUsage usage,
            boolean estimated,
            Optional<Proof> seam,
            Optional<String> requestId) {
        this(number, shape, cause, rule, lasted, usage, estimated, seam, requestId, Optional.empty());
    }

    /** What it cost in US dollars at those prices, at the speed at which it was served. */
    public BigDecimal cost(Prices prices) {
        return fast ? prices.fastCost(usage) : prices.cost(usage);
    }

    /** This report of an attempt that did not break after all: its answer was none that is kept alive. */
    public AttemptReport unbroken() {
        return new AttemptReport(
                number,
                shape,
                Optional.empty(),
                Optional.empty(),
                lasted,
                usage,
                estimated,
                seam,
                requestId,
                model,
                fast);
    }

    /** This report with only the beginning of what the server wrote at length. */
    AttemptReport shortened() {
        Optional<Cause> shorter = cause.map(Causes::shortened);
        return new AttemptReport(number, shape, shorter, rule, lasted, usage, estimated, seam, requestId, model, fast);
    }
}
