package dev.perennial.client.telemetry;

import dev.perennial.stream.recovery.Cause;
import java.util.Set;

/** The names of causes as they are told: a closed set, whatever servers send. */
final class CauseNames {

    /** {@code docs/recovery.md}, "Causes", and what proxies answer. */
    private static final Set<Integer> STATUSES =
            Set.of(400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 520, 522, 524, 529);

    /** platform.claude.com, "Errors". */
    private static final Set<String> ERRORS = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "request_too_large",
            "rate_limit_error",
            "timeout_error",
            "api_error",
            "overloaded_error");

    private CauseNames() {}

    static String of(Cause cause) {
        return switch (cause) {
            case Cause.Status status -> status(status.head().status());
            case Cause.InStream error -> ERRORS.contains(error.code()) ? error.code() : "error_event";
            case Cause.Unproven unproven -> "unproven";
            case Cause.ConnectFailed failed -> failed.code();
            case Cause.Offline offline -> offline.code();
            case Cause.Reset reset -> reset.code();
            case Cause.CleanEnd end -> end.code();
            case Cause.ProcessDied died -> died.code();
            case Cause.Silent silent -> silent.code();
            case Cause.Stalled stalled -> stalled.code();
            case Cause.Malformed malformed -> malformed.code();
            case Cause.Contradicted contradicted -> contradicted.code();
            case Cause.StoppedAcross stopped -> stopped.code();
            case Cause.Withheld withheld -> withheld.code();
            case Cause.TimeUp timeUp -> timeUp.code();
            case Cause.Cancelled cancelled -> cancelled.code();
        };
    }

    private static String status(int status) {
        if (STATUSES.contains(status)) {
            return "status_" + status;
        }
        return status >= 400 && status < 600 ? "status_" + status / 100 + "xx" : "status_other";
    }
}
