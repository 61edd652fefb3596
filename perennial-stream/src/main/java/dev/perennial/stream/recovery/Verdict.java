package dev.perennial.stream.recovery;

import java.util.Set;

/** Whether asking again can help. */
enum Verdict {
    /** It can. */
    TRANSIENT,
    /** The same request will fail the same way. */
    FUTILE;

    /**
     * Those below 500 that the official SDKs send again, and Bedrock's word for a model that failed (docs.aws.amazon.com,
     * "InvokeModelWithResponseStream", ModelErrorException).
     */
    private static final Set<Integer> TEMPORARY = Set.of(408, 409, 424, 429);

    /** What a cause says; {@code x-should-retry} is the server's own word and goes before all else. */
    static Verdict of(Cause cause) {
        return switch (cause) {
            case Cause.Status status -> ofStatus(status);
            case Cause.InStream error -> error.fault().isRejection() ? FUTILE : TRANSIENT;
            case Cause.Withheld withheld -> FUTILE;
            case Cause.TimeUp timeUp -> FUTILE;
            case Cause.Cancelled cancelled -> FUTILE;
            case Cause.ConnectFailed connectFailed -> TRANSIENT;
            case Cause.Offline offline -> TRANSIENT;
            case Cause.Reset reset -> TRANSIENT;
            case Cause.CleanEnd cleanEnd -> TRANSIENT;
            case Cause.ProcessDied died -> TRANSIENT;
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
        boolean again = status == 200 || TEMPORARY.contains(status) || status >= 500;
        return again ? TRANSIENT : FUTILE;
    }
}
