package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.models.TokenUsage;
import dev.perennial.models.Tokenizer;
import dev.perennial.stream.internal.JsonSpan;
import java.util.List;
import java.util.Optional;

/**
 * Counts tokens: per attempt what the API said, for the message what a context meter wants to know.
 *
 * <p>The counts of a {@code message_delta} are cumulative, and those that are null say nothing (platform.claude.com,
 * "Streaming messages"). What an attempt wrote before it was cut nobody says: that is estimated from its length.
 */
final class Usage {

    private static final List<String> INPUT =
            List.of("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens");

    private final Tokenizer tokenizer;

    /** The input of the message: that of the first attempt that was answered. */
    private Optional<JsonSpan> first = Optional.empty();

    private TokenUsage attempt = TokenUsage.NONE;
    private boolean attemptTold;
    private long attemptCharacters;
    private long kept;

    Usage(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** An attempt begins; what of the message stays from earlier ones has so many characters. */
    void beginAttempt(long keptCharacters) {
        attempt = TokenUsage.NONE;
        attemptTold = false;
        attemptCharacters = 0;
        kept = estimate(keptCharacters);
    }

    void started(MessageFrame frame) {
        Optional<JsonSpan> usage =
                frame.member("message").flatMap(m -> m.member("usage")).filter(JsonSpan::isObject);
        usage.ifPresent(u -> attempt = input(u, attempt));
        if (first.isEmpty()) {
            first = usage.map(JsonSpan::copy).map(c -> new JsonSpan(c, 0, c.length));
        }
    }

    void wrote(int characters) {
        attemptCharacters += characters;
    }

    void told(MessageFrame frame) {
        frame.member("usage").filter(JsonSpan::isObject).ifPresent(this::told);
    }

    private void told(JsonSpan usage) {
        TokenUsage input = input(usage, attempt);
        long output = Math.max(0, usage.number("output_tokens", attempt.output()));
        attemptTold = true;
        attempt = new TokenUsage(input.input(), output, input.cacheWrite5m(), input.cacheWrite1h(), input.cacheRead());
    }

    private static TokenUsage input(JsonSpan usage, TokenUsage before) {
        Optional<JsonSpan> writes = usage.member("cache_creation").filter(JsonSpan::isObject);
        long created = usage.number("cache_creation_input_tokens", before.cacheWrite());
        long hour = writes.map(w -> w.number("ephemeral_1h_input_tokens", 0)).orElse(before.cacheWrite1h());
        long anHour = Math.clamp(hour, 0, Math.max(0, created));
        return new TokenUsage(
                Math.max(0, usage.number("input_tokens", before.input())),
                before.output(),
                Math.max(0, created - anHour),
                anHour,
                Math.max(0, usage.number("cache_read_input_tokens", before.cacheRead())));
    }

    /** The bill of the attempt. */
    TokenUsage bill() {
        long output = attemptTold ? attempt.output() : estimate();
        return new TokenUsage(
                attempt.input(), output, attempt.cacheWrite5m(), attempt.cacheWrite1h(), attempt.cacheRead());
    }

    private long estimate() {
        return estimate(attemptCharacters);
    }

    /** About how many tokens so many characters are. */
    long estimate(long characters) {
        return characters == 0 ? 0 : tokenizer.estimate(characters);
    }

    /** Whether the attempt's output had to be estimated. */
    boolean isEstimated() {
        return !attemptTold;
    }

    /** The output of the whole message so far. */
    long output() {
        return kept + bill().output();
    }

    /** Whether a {@code message_delta} of this attempt tells less than the whole. */
    boolean isPart() {
        return kept > 0;
    }

    void writeInto(Edits edits, JsonSpan usage) {
        edits.set(usage, "output_tokens", digits(output()));
        for (String name : INPUT) {
            Optional<JsonSpan> own = usage.member(name).filter(v -> !v.isNull());
            Optional<JsonSpan> original = first.flatMap(f -> f.member(name));
            if (own.isPresent() && original.isPresent()) {
                edits.replace(own.get(), original.get().copy());
            }
        }
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }
}
