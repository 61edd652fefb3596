package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.models.TokenUsage;
import dev.perennial.models.Tokenizer;
import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts tokens: per attempt what the API said, for the message what a context meter wants to know.
 *
 * <p>The counts of a {@code message_delta} are cumulative, and those that are null say nothing (platform.claude.com,
 * "Streaming messages"). A count that is negative, no whole number, or absurdly large says nothing either. What an attempt wrote
 * before it was cut nobody says: that is estimated from the length of its texts, calls and visible thinking.
 */
final class Usage {

    private static final List<String> INPUT =
            List.of("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens");

    /** More than any message has; sums of such counts stay far from what a number holds. */
    private static final long MOST = 1_000_000_000_000L;

    private static final long NOT_TOLD = -1;

    /** Reports are kept: no model has a longer name. */
    private static final int LONGEST_NAME = 200;

    private final Tokenizer tokenizer;

    /** The input of the message: that of the first attempt that was answered. */
    private Optional<JsonSpan> first = Optional.empty();

    private TokenUsage firstInput = TokenUsage.NONE;

    private TokenUsage attempt = TokenUsage.NONE;
    private Optional<String> servedBy = Optional.empty();
    private boolean fast;
    private boolean attemptTold;
    private final List<Block> attemptBlocks = new ArrayList<>();
    private long kept;
    private long written;

    Usage(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** An attempt begins; what of the message stays from earlier ones is so many tokens. */
    void beginAttempt(long keptTokens) {
        attempt = TokenUsage.NONE;
        servedBy = Optional.empty();
        fast = false;
        attemptTold = false;
        attemptBlocks.clear();
        written = 0;
        kept = keptTokens;
    }

    void started(MessageFrame frame) {
        Optional<JsonSpan> message = frame.member("message");
        servedBy = message.flatMap(m -> m.member("model"))
                .filter(JsonSpan::isString)
                .map(JsonSpan::text)
                .filter(name -> name.length() <= LONGEST_NAME);
        Optional<JsonSpan> usage = message.flatMap(m -> m.member("usage")).filter(JsonSpan::isObject);
        usage.ifPresent(u -> attempt = input(u, attempt));
        fast = usage.flatMap(u -> u.member("speed"))
                .filter(JsonSpan::isString)
                .map(JsonSpan::text)
                .filter("fast"::equals)
                .isPresent();
        if (first.isEmpty()) {
            first = usage.map(JsonSpan::copy).map(c -> new JsonSpan(c, 0, c.length));
            firstInput = attempt;
        }
    }

    /** What of the attempt's input no cache had; empty if the API did not say how long it is. */
    OptionalLong uncachedInput() {
        return attempt.prompt() == 0 ? OptionalLong.empty() : OptionalLong.of(attempt.input() + attempt.cacheWrite());
    }

    /** The attempt begins a block; what it writes into it is measured when it has to be known. */
    void blockStarted(Block block) {
        attemptBlocks.add(block);
    }

    /** The attempt wrote so many more bytes. */
    void wrote(int length) {
        written += length;
    }

    /** About how many tokens the attempt wrote so far: a glance, where {@link #bill} looks closely. */
    long generated() {
        return tokens(written);
    }

    void told(MessageFrame frame) {
        frame.member("usage").filter(JsonSpan::isObject).ifPresent(this::told);
    }

    private void told(JsonSpan usage) {
        TokenUsage input = input(usage, attempt);
        long output = count(usage, "output_tokens", NOT_TOLD);
        attemptTold = attemptTold || output != NOT_TOLD;
        output = output == NOT_TOLD ? attempt.output() : output;
        attempt = new TokenUsage(input.input(), output, input.cacheWrite5m(), input.cacheWrite1h(), input.cacheRead());
    }

    private static TokenUsage input(JsonSpan usage, TokenUsage before) {
        Optional<JsonSpan> writes = usage.member("cache_creation").filter(JsonSpan::isObject);
        long created = count(usage, "cache_creation_input_tokens", before.cacheWrite());
        long hour = writes.map(w -> count(w, "ephemeral_1h_input_tokens", 0)).orElse(before.cacheWrite1h());
        long anHour = Math.min(hour, created);
        return new TokenUsage(
                count(usage, "input_tokens", before.input()),
                before.output(),
                created - anHour,
                anHour,
                count(usage, "cache_read_input_tokens", before.cacheRead()));
    }

    private static long count(JsonSpan usage, String name, long otherwise) {
        long told = usage.number(name, otherwise);
        return told < 0 || told > MOST ? otherwise : told;
    }

    /** Whether the attempt's answer says that it is served in fast mode. */
    boolean isFast() {
        return fast;
    }

    /** The model that the attempt's answer names. */
    Optional<String> servedBy() {
        return servedBy;
    }

    /** The bill of the attempt. */
    TokenUsage bill() {
        long output = attemptTold ? attempt.output() : estimate();
        return new TokenUsage(
                attempt.input(), output, attempt.cacheWrite5m(), attempt.cacheWrite1h(), attempt.cacheRead());
    }

    private long estimate() {
        return tokens(attemptBlocks.stream().mapToLong(Block::letters).sum());
    }

    /** About how many tokens the text of these blocks is, whichever attempts wrote it. */
    long estimate(List<Block> blocks) {
        return tokens(blocks.stream().mapToLong(b -> Letters.in(b.text(), 0)).sum());
    }

    private long tokens(long letters) {
        return letters == 0 ? 0 : tokenizer.estimate(letters);
    }

    /** Whether the attempt's output had to be estimated. */
    boolean isEstimated() {
        return !attemptTold;
    }

    /** The output of the whole message so far. */
    long output() {
        return kept + bill().output();
    }

    /** What the message so far would have cost in one attempt. */
    TokenUsage ofMessage() {
        return new TokenUsage(
                firstInput.input(),
                output(),
                firstInput.cacheWrite5m(),
                firstInput.cacheWrite1h(),
                firstInput.cacheRead());
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
