package dev.perennial.stream.recovery;

/** Whether asking again can help. */
enum Verdict {
    /** It can. */
    TRANSIENT,
    /** The same request will fail the same way. */
    FUTILE;

    /** What a cause says; {@code x-should-retry} is the server's own word and goes before all else. */
    static Verdict of(Cause cause) {
        return switch (cause) {
            case Cause.Status status -> ofStatus(status);
            case Cause.InStream error -> error.fault().isRejection() ? FUTILE : TRANSIENT;
            case Cause.TimeUp timeUp -> FUTILE;
            case Cause.Cancelled cancelled -> FUTILE;
            case Cause.ConnectFailed connectFailed -> TRANSIENT;
            case Cause.Offline offline -> TRANSIENT;
            case Cause.Reset reset -> TRANSIENT;
            case Cause.CleanEnd cleanEnd -> TRANSIENT;
            case Cause.Silent silent -> TRANSIENT;
            case Cause.Stalled stalled -> TRANSIENT;
            case Cause.Malformed malformed -> TRANSIENT;
            case Cause.Contradicted contradicted -> TRANSIENT;
            case Cause.Unproven unproven -> TRANSIENT;
            case Cause.StoppedAcross stopped -> TRANSIENT;
        };
    }

    private static Verdict ofStatus(Cause.Status cause) {
        String word = cause.head().header("x-should-retry").orElse("");
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true") ? TRANSIENT : FUTILE;
        }
        int status = cause.head().status();
        if (cause.fault().isSpent() || (status == 200 && cause.fault().isRejection())) {
            return FUTILE;
        }
        boolean again = status == 200 || status == 408 || status == 409 || status == 429 || status >= 500;
        return again ? TRANSIENT : FUTILE;
    }
}
