package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.Problem;
import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import java.time.Duration;

/** Errors of the gateway's own, in the API's form, so that every client understands them. */
final class ApiErrors {

    private static final String JSON = "application/json";

    private ApiErrors() {}

    /** That the upstream could not be reached, or not made use of. */
    static ApiFault gateway(String message) {
        return new ApiFault("api_error", "", message);
    }

    /** Why a message did not come to its end: in the API's own words, if it said something. */
    static ApiFault of(Outcome outcome) {
        return outcome.faultInStream().orElseGet(() -> new ApiFault(type(outcome), "", "Perennial: " + outcome.text()));
    }

    /**
     * The same for who has nothing but a status line of ours, and cannot be given that of the answer to his request. What was refused
     * of a request of ours that goes on with his would tell him nothing.
     */
    static ApiFault told(Outcome outcome) {
        return outcome.report().attempts().reversed().stream()
                .findFirst()
                .filter(attempt -> attempt.shape() == Call.Shape.ORIGINAL)
                .flatMap(AttemptReport::cause)
                .filter(Cause.Status.class::isInstance)
                .map(cause -> ((Cause.Status) cause).fault())
                .filter(fault -> !fault.type().isEmpty())
                .orElseGet(() -> of(outcome));
    }

    private static String type(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Overloaded _ -> "overloaded_error";
            case Outcome.RateLimited _ -> "rate_limit_error";
            case Outcome.Rejected _ -> "invalid_request_error";
            case Outcome.Stalled _, Outcome.BudgetSpent _ -> "timeout_error";
            case Outcome.Complete _, Outcome.Refused _, Outcome.ContextFull _, Outcome.Cut _, Outcome.Cancelled _ ->
                "api_error";
        };
    }

    /** Answers with an error. */
    static void respond(Exchange exchange, ApiFault fault, Advice advice) {
        int status = fault.type().equals("api_error") ? 502 : fault.status();
        Headers headers = Headers.of("Content-Type", JSON);
        Headers told = advice.header().isEmpty() ? headers : headers.with(advice.header(), advice.value());
        exchange.respond(status, told, fault.json().getBytes(UTF_8));
    }

    /**
     * What the client is told about another try.
     *
     * @param header the header that says it; empty for nothing
     * @param value its value
     */
    record Advice(String header, String value) {

        /** Nothing: it was tried once. */
        static final Advice NONE = new Advice("", "");

        /** What was tried here need not be tried again. */
        static final Advice TRIED_ENOUGH = new Advice("x-should-retry", "false");

        /** Another try soon may find another gateway. */
        static final Advice SOON = new Advice("retry-after", "1");

        /** Another try may pass then. */
        static Advice after(Duration wait) {
            return new Advice("retry-after", Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1_000L))));
        }
    }

    /** Answers what never became a request. */
    static void refuse(Exchange exchange, Problem problem) {
        ApiFault fault = new ApiFault(type(problem.status()), "", "Perennial: " + problem.message());
        Headers headers = problem.headers().with("Content-Type", JSON);
        exchange.respond(problem.status(), headers, fault.json().getBytes(UTF_8));
    }

    /** Answers with what the status of an error says, where its body did not arrive whole. */
    static void respondInstead(Exchange exchange, int status, Headers headers) {
        Headers plain = PassedHeaders.without(PassedHeaders.without(headers, "content-type"), "content-encoding");
        String message = "Perennial: the API answered with status " + status + ", but what it said of it was cut.";
        byte[] body = new ApiFault(type(status), "", message).json().getBytes(UTF_8);
        exchange.respond(status, plain.with("Content-Type", JSON), body);
    }

    /** The type that errors of a status have (platform.claude.com, "Errors"). */
    static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status >= 400 && status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    /** The event that says in a stream that it ends here (platform.claude.com, "Streaming messages", error events). */
    static byte[] event(ApiFault fault) {
        return ("event: error\ndata: " + fault.json() + "\n\n").getBytes(UTF_8);
    }
}
