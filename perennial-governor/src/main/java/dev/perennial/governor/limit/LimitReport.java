package dev.perennial.governor.limit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the headers of a response say of the limits: {@code anthropic-ratelimit-…} (platform.claude.com, "Rate limits"). Headers
 * that are missing or cannot be read say nothing.
 *
 * <pre>{@code
 * LimitReport report = LimitReport.of(response.headers()::firstValue, LimitReport.STANDARD);
 * }</pre>
 *
 * @param requests of requests
 * @param input of input tokens
 * @param output of output tokens
 * @param date the server's time
 */
public record LimitReport(
        DimensionReport requests, DimensionReport input, DimensionReport output, Optional<Instant> date) {

    /** The headers of the standard limits begin so. */
    public static final String STANDARD = "anthropic-ratelimit-";

    /** The headers of the limits of fast mode begin so. */
    public static final String FAST = "anthropic-fast-";

    /** Nothing is said. */
    public static final LimitReport NOTHING = new LimitReport(
            DimensionReport.NOTHING, DimensionReport.NOTHING, DimensionReport.NOTHING, Optional.empty());

    public LimitReport {
        requireNonNull(requests, "requests");
        requireNonNull(input, "input");
        requireNonNull(output, "output");
        requireNonNull(date, "date");
    }

    /**
     * Reads headers.
     *
     * @param header the value of a header by its name in lower case
     * @param prefix {@link #STANDARD} or {@link #FAST}
     */
    public static LimitReport of(Function<String, Optional<String>> header, String prefix) {
        DimensionReport input = report(header, prefix + Dimension.INPUT.header());
        DimensionReport output = report(header, prefix + Dimension.OUTPUT.header());
        boolean together = input.isEmpty() && output.isEmpty();
        return new LimitReport(
                report(header, STANDARD + Dimension.REQUESTS.header()),
                // Only one limit of tokens is told: the most restrictive, which where nothing else is told is that of
                // input.
                together ? report(header, prefix + "tokens") : input,
                output,
                header.apply("date").flatMap(HeadTime::httpDate));
    }

    /** What is said of one dimension. */
    public DimensionReport of(Dimension dimension) {
        return switch (dimension) {
            case REQUESTS -> requests;
            case INPUT -> input;
            case OUTPUT -> output;
        };
    }

    /** What is said of one dimension, as a range of what may be left. */
    public Sighting sighting(Dimension dimension) {
        return of(dimension).sighting(dimension, date);
    }

    /** Whether the limit of a dimension is told. */
    public boolean tellsLimit(Dimension dimension) {
        return of(dimension).limit().isPresent();
    }

    private static DimensionReport report(Function<String, Optional<String>> header, String name) {
        return new DimensionReport(
                number(header.apply(name + "-limit"), 1),
                number(header.apply(name + "-remaining"), 0),
                header.apply(name + "-reset").flatMap(HeadTime::instant));
    }

    private static OptionalLong number(Optional<String> text, long least) {
        try {
            return text.map(t -> Long.parseLong(t.strip())).filter(n -> n >= least).stream()
                    .mapToLong(Long::longValue)
                    .findFirst();
        } catch (NumberFormatException notSaid) {
            return OptionalLong.empty();
        }
    }
}
