package dev.perennial.stream.recovery;

/** Names how a message ended. */
final class Ending {

    private Ending() {}

    /** What an attempt's end comes to when no other attempt may follow. */
    static Outcome givenUp(Report report, Cause cause) {
        return switch (cause) {
            case Cause.Cancelled cancelled -> new Outcome.Cancelled(report);
            case Cause.TimeUp timeUp -> new Outcome.BudgetSpent(report);
            case Cause.Withheld withheld -> withheld(report, withheld);
            case Cause.Stalled stalled -> new Outcome.Stalled(report, stalled);
            case Cause.Silent silent -> new Outcome.Stalled(report, silent);
            case Cause.Status status -> ofStatus(report, status);
            case Cause.InStream error -> ofFault(report, error, error.fault());
            case Cause.ConnectFailed connect -> new Outcome.Cut(report, connect);
            case Cause.Offline offline -> new Outcome.Cut(report, offline);
            case Cause.Reset reset -> new Outcome.Cut(report, reset);
            case Cause.CleanEnd end -> new Outcome.Cut(report, end);
            case Cause.ProcessDied died -> new Outcome.Cut(report, died);
            case Cause.Malformed malformed -> new Outcome.Cut(report, malformed);
            case Cause.Contradicted contradicted -> new Outcome.Cut(report, contradicted);
            case Cause.Unproven unproven -> new Outcome.Cut(report, unproven);
            case Cause.StoppedAcross stopped -> new Outcome.Cut(report, stopped);
        };
    }

    private static Outcome withheld(Report report, Cause.Withheld cause) {
        return switch (cause.reason()) {
            case BUDGET_SPENT -> new Outcome.BudgetSpent(report);
            case TOO_LATE -> new Outcome.RateLimited(report, cause);
            case SPEND_LIMIT -> new Outcome.Rejected(report, cause);
        };
    }

    private static Outcome ofStatus(Report report, Cause.Status cause) {
        if (Verdict.of(cause) == Verdict.FUTILE) {
            boolean wrong = cause.head().status() == 400 || cause.head().status() == 413;
            return wrong && isOurs(report) ? new Outcome.Cut(report, cause) : new Outcome.Rejected(report, cause);
        }
        return switch (cause.head().status()) {
            case 200 -> new Outcome.Cut(report, cause);
            case 429 -> new Outcome.RateLimited(report, cause);
            default -> new Outcome.Overloaded(report, cause);
        };
    }

    /** Whether the request that failed is one that was put together here: the caller's own was accepted. */
    private static boolean isOurs(Report report) {
        return report.attempts().getLast().shape() != Call.Shape.ORIGINAL;
    }

    private static Outcome ofFault(Report report, Cause cause, ApiFault fault) {
        if (fault.isRejection()) {
            return new Outcome.Rejected(report, cause);
        }
        return fault.isRateLimit() ? new Outcome.RateLimited(report, cause) : new Outcome.Overloaded(report, cause);
    }

    /** What a stop reason comes to. */
    static Outcome ended(Report report, String stopReason, boolean estimated) {
        return switch (stopReason) {
            case "refusal" -> new Outcome.Refused(report);
            case "model_context_window_exceeded" -> new Outcome.ContextFull(report);
            default -> new Outcome.Complete(report, stopReason, estimated);
        };
    }
}
