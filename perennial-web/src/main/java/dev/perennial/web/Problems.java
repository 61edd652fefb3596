package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.http.BodyTooLargeException;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.Problem;
import java.util.Map;

/** What cannot be done, as {@code application/problem+json} (RFC 9457). */
final class Problems {

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Login needed"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(421, "Misdirected request"),
            Map.entry(422, "Unprocessable content"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Unavailable"));

    private Problems() {}

    static void answer(Exchange exchange, int status, String code, String detail) {
        answer(exchange, status, code, detail, Headers.EMPTY);
    }

    static void answer(Exchange exchange, int status, String code, String detail, Headers headers) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", TITLES.getOrDefault(status, "Error"))
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .toString()
                .getBytes(UTF_8);
        exchange.respond(
                status,
                headers.with(Headers.of("Content-Type", "application/problem+json"))
                        .with(PageHeaders.OF_DATA),
                body);
    }

    /** What no route answered. */
    static void answer(Exchange exchange, Problem problem) {
        String code = switch (problem.status()) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 413 -> "body_too_large";
            default -> problem.status() < 500 ? "bad_request" : "internal";
        };
        answer(exchange, problem.status(), code, problem.message(), problem.headers());
    }

    static void answer(Exchange exchange, RefusedException refused) {
        Headers headers = refused.status() == 429 ? Headers.of("Retry-After", "60") : Headers.EMPTY;
        answer(exchange, refused.status(), refused.code(), String.valueOf(refused.getMessage()), headers);
    }

    static void answer(Exchange exchange, BodyTooLargeException large) {
        answer(exchange, 413, "body_too_large", String.valueOf(large.getMessage()));
    }

    static void answer(Exchange exchange, JournalException lost) {
        int status = switch (lost) {
            case JournalException.SessionUnknown _ -> 404;
            case JournalException.SessionExists _ -> 409;
            case JournalException.SessionInUse _ -> 409;
            case JournalException.LeaseLost _ -> 409;
            case JournalException.Unavailable _ -> 503;
            case JournalException.Unreadable _ -> 500;
        };
        String detail = lost instanceof JournalException.SessionUnknown
                ? "There is no such session: GET /api/sessions lists those that there are."
                : String.valueOf(lost.getMessage());
        answer(exchange, status, lost.code(), detail);
    }
}
