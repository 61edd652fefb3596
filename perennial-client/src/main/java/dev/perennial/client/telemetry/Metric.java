package dev.perennial.client.telemetry;

import java.util.List;
import java.util.Optional;

/**
 * What is measured. Names that begin with {@code gen_ai.}, and the steps of their histograms up to 81.92 s, are those of the
 * OpenTelemetry semantic conventions for generative AI (github.com/open-telemetry/semantic-conventions-genai, "Metrics", in
 * development); long answers need longer steps besides.
 */
enum Metric {
    DURATION("gen_ai.client.operation.duration", Unit.SECONDS, "How long a message took.", Steps.OF_CALLS),
    FIRST_CHUNK(
            "gen_ai.client.operation.time_to_first_chunk",
            Unit.SECONDS,
            "How long the first content of a message took, from the first request on.",
            Steps.OF_CALLS),
    TOKEN_USAGE(
            "gen_ai.client.token.usage",
            Unit.TOKENS,
            "Tokens that a message was billed at, all attempts together.",
            Steps.OF_TOKENS),
    MESSAGES("perennial.messages", Unit.NUMBER, "Messages that ended, by outcome."),
    ATTEMPTS("perennial.attempts", Unit.NUMBER, "Requests that were sent for messages, by what became of them."),
    GAP("perennial.gap", Unit.SECONDS, "Time between two signs of progress of a stream, by phase.", Steps.OF_GAPS),
    STALLS("perennial.stalls", Unit.NUMBER, "Streams that made no progress any more, by phase."),
    RETRIES("perennial.retries", Unit.NUMBER, "Requests that were sent again before there was anything to keep."),
    RESUMES("perennial.resumes", Unit.NUMBER, "Requests that went on from what was there."),
    SEAMS("perennial.seams", Unit.NUMBER, "Texts that went on in their middle, by how it is known where."),
    WAIT("perennial.wait", Unit.SECONDS, "Time that was waited before another attempt.", Steps.OF_GAPS),
    QUEUE_WAIT(
            "perennial.queue.wait",
            Unit.SECONDS,
            "Time that requests waited for their turn under the rate limit, by what they waited for.",
            Steps.OF_GAPS),
    TOKENS("perennial.tokens", Unit.TOKENS, "Tokens that were billed, once for the message or again."),
    COST("perennial.cost", Unit.DOLLARS, "Money for those tokens, at list prices.");

    /** What a metric is counted in. */
    enum Unit {
        SECONDS("s"),
        TOKENS("{token}"),
        DOLLARS("usd"),
        NUMBER("1");

        private final String code;

        Unit(String code) {
            this.code = code;
        }

        /** As OpenTelemetry writes it (UCUM). */
        String code() {
            return code;
        }

        /** As names end with it where they do not say it themselves; those of times are given their end by Micrometer. */
        Optional<String> ofNames() {
            return this == DOLLARS ? Optional.of(code) : Optional.empty();
        }
    }

    private final String id;
    private final Unit unit;
    private final String description;
    private final Steps steps;

    Metric(String id, Unit unit, String description) {
        this(id, unit, description, Steps.NONE);
    }

    Metric(String id, Unit unit, String description, Steps steps) {
        this.id = id;
        this.unit = unit;
        this.description = description;
        this.steps = steps;
    }

    String id() {
        return id;
    }

    Unit unit() {
        return unit;
    }

    String description() {
        return description;
    }

    /** Where the steps of its histogram end; empty if it only grows. */
    List<Double> steps() {
        return steps.ends();
    }

    boolean isHistogram() {
        return steps != Steps.NONE;
    }
}
