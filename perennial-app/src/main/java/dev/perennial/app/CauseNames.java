package dev.perennial.app;

import dev.perennial.stream.recovery.Cause;

/** Names in a few words why a stream broke. */
final class CauseNames {

    private CauseNames() {}

    static String of(Cause cause) {
        return switch (cause) {
            case Cause.Stalled stalled -> "stalled";
            case Cause.Silent silent -> "stalled";
            case Cause.ConnectFailed failed -> "no connection";
            case Cause.Offline offline -> "no network";
            case Cause.Reset reset -> "connection lost";
            case Cause.CleanEnd end -> "cut off";
            case Cause.ProcessDied died -> "the program ended";
            case Cause.Malformed malformed -> "garbled";
            case Cause.Status status -> "HTTP " + status.head().status();
            case Cause.InStream error -> error.code();
            case Cause.Contradicted contradicted -> "contradicted itself";
            case Cause.Unproven unproven -> "did not show its place";
            case Cause.StoppedAcross stopped -> "stopped";
            case Cause.Withheld withheld -> withheld.code().replace('_', ' ');
            case Cause.TimeUp timeUp -> "time is up";
            case Cause.Cancelled cancelled -> "cancelled";
        };
    }
}
