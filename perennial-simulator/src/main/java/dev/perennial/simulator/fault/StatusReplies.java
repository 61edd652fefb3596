package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.internal.HttpDate;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Errors by HTTP status, in the API's form (platform.claude.com, "Errors", "Rate limits"). */
final class StatusReplies {

    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(400, "invalid_request_error"),
            Map.entry(401, "authentication_error"),
            Map.entry(402, "billing_error"),
            Map.entry(403, "permission_error"),
            Map.entry(404, "not_found_error"),
            Map.entry(408, "timeout_error"),
            Map.entry(409, "conflict_error"),
            Map.entry(413, "request_too_large"),
            Map.entry(429, "rate_limit_error"),
            Map.entry(500, "api_error"),
            Map.entry(502, "api_error"),
            Map.entry(503, "api_error"),
            Map.entry(504, "timeout_error"),
            Map.entry(529, "overloaded_error"));
    private static final Parameter.None NONE = new Parameter.None();

    static final List<FaultKind> KINDS = List.of(
            status(400),
            status(401),
            status(402),
            status(403),
            status(404),
            status(408),
            status(409),
            status(413),
            status(429),
            status(500),
            status(502),
            status(503),
            status(504),
            status(529),
            kind(
                    "http",
                    "any status, with the API's error JSON",
                    new Parameter.Count(500, "the HTTP status", 400, 599),
                    (fault, original) -> plain(original, fault.count())),
            after("http-429-retry-after", 429, seconds(2), StatusReplies::retryAfter),
            after(
                    "http-429-retry-after-ms",
                    429,
                    new Parameter.Time(Duration.ofMillis(500)),
                    time -> Headers.of("retry-after-ms", "" + time.toMillis())),
            kind(
                    "http-429-retry-after-date",
                    "429 with retry-after as an HTTP date that is this far away",
                    seconds(2),
                    StatusReplies::afterDate),
            after("http-429-retry-after-long", 429, new Parameter.Time(Duration.ofHours(1)), StatusReplies::retryAfter),
            after("http-503-retry-after", 503, seconds(2), StatusReplies::retryAfter),
            after("http-529-retry-after", 529, seconds(2), StatusReplies::retryAfter),
            header(
                    "retry-after",
                    "whatever the answer, it has a retry-after; to be joined, as in http-408+retry-after=5s",
                    seconds(2),
                    fault -> retryAfter(fault.time())),
            header(
                    "should-retry",
                    "whatever the answer, it has x-should-retry: true; to be joined, as in http-404+should-retry",
                    NONE,
                    fault -> Headers.of("x-should-retry", "true")),
            header(
                    "should-not-retry",
                    "whatever the answer, it has x-should-retry: false; to be joined, as in http-503+should-not-retry",
                    NONE,
                    fault -> Headers.of("x-should-retry", "false")),
            with("http-429-bad-retry-after", 429, "retry-after", "soon"),
            with("http-429-zero-retry-after", 429, "retry-after", "0"),
            with("http-500-should-not-retry", 500, "x-should-retry", "false"),
            with("http-529-should-not-retry", 529, "x-should-retry", "false"),
            with("http-400-should-retry", 400, "x-should-retry", "true"),
            coded("http-429-spend-limit", "enforced_spend_limit_reached", Headers.EMPTY, "asking again is futile"),
            coded("http-429-contract-limit", "contract_spend_limit_reached", Headers.EMPTY, "asking again is futile"),
            coded("http-429-ramp-limit", "ramp_limit_exceeded", Headers.of("retry-after", "1"), "with retry-after: 1"),
            kind(
                    "http-400-usage-limit",
                    "400 because the user's own spend limit is reached",
                    NONE,
                    (fault, original) -> reply(
                            original,
                            400,
                            error("invalid_request_error", "You have reached your specified API usage limits."),
                            Headers.EMPTY)),
            kind(
                    "http-500-empty",
                    "500 without a body",
                    NONE,
                    (fault, original) -> Replies.whole(original, 500, "application/json", "")),
            kind(
                    "http-529-text",
                    "529 whose body is no JSON",
                    NONE,
                    (fault, original) -> Replies.whole(original, 529, "text/plain", "overloaded")));

    private StatusReplies() {}

    static ObjectNode error(String type, String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body;
    }

    static ObjectNode spendLimitError() {
        return codedError("enforced_spend_limit_reached");
    }

    private static ObjectNode codedError(String code) {
        ObjectNode body = error("rate_limit_error", "A limit of the organization is reached: " + code);
        body.withObject("/error").putObject("details").put("error_code", code);
        return body;
    }

    private static FaultKind status(int status) {
        return kind(
                "http-" + status, status + " " + TYPES.get(status), NONE, (fault, original) -> plain(original, status));
    }

    private static FaultKind after(String name, int status, Parameter time, Function<Duration, Headers> headers) {
        String header = headers.apply(Duration.ofSeconds(1)).fields().getFirst().name();
        return kind(
                name,
                status + " with " + header,
                time,
                (fault, original) -> reply(original, status, error(status), headers.apply(fault.time())));
    }

    private static FaultKind with(String name, int status, String header, String value) {
        return kind(
                name,
                status + " with " + header + ": " + value,
                NONE,
                (fault, original) -> reply(original, status, error(status), Headers.of(header, value)));
    }

    private static FaultKind coded(String name, String code, Headers headers, String note) {
        return kind(
                name,
                "429 with the code " + code + ", " + note,
                NONE,
                (fault, original) -> reply(original, 429, codedError(code), headers));
    }

    /** Faults that replace the answer keep its headers, so the order in which they are joined does not matter. */
    private static FaultKind header(
            String name, String description, Parameter parameter, Function<Fault, Headers> headers) {
        return FaultKind.reply(
                name,
                FaultGroup.STATUS,
                description,
                Harm.NONE,
                parameter,
                (fault, original) -> Replies.with(original, headers.apply(fault)));
    }

    private static FaultKind kind(String name, String description, Parameter parameter, Effect.ReplyChange change) {
        return FaultKind.reply(name, FaultGroup.STATUS, description, Harm.LOSS, parameter, change);
    }

    /** In whole seconds, upwards, so that a short time does not become none. */
    private static Headers retryAfter(Duration time) {
        return Headers.of("retry-after", Long.toString(time.plusMillis(999).toSeconds()));
    }

    private static Parameter.Time seconds(long seconds) {
        return new Parameter.Time(Duration.ofSeconds(seconds));
    }

    /** Counted from the date of the response, so that equal clocks give equal bytes. */
    private static SimulatedResponse afterDate(Fault fault, SimulatedResponse original) {
        Instant date = original.headers().first("date").map(HttpDate::parse).orElse(Instant.EPOCH);
        Headers headers = Headers.of("retry-after", HttpDate.format(date.plus(fault.time())));
        return reply(original, 429, error(429), headers);
    }

    private static ObjectNode error(int status) {
        return error(TYPES.getOrDefault(status, "api_error"), "Simulated fault: HTTP " + status);
    }

    private static SimulatedResponse plain(SimulatedResponse original, int status) {
        return reply(original, status, error(status), Headers.EMPTY);
    }

    private static SimulatedResponse reply(SimulatedResponse original, int status, ObjectNode body, Headers more) {
        original.headers().first("request-id").ifPresent(id -> body.put("request_id", id));
        Headers headers = Replies.headers(original, "application/json").with(more);
        return new SimulatedResponse.Whole(status, headers, Json.write(body).getBytes(UTF_8), Duration.ZERO);
    }
}
