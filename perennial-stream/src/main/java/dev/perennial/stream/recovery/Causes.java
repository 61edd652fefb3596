package dev.perennial.stream.recovery;

/** Names why the bytes of an attempt ended. */
final class Causes {

    private Causes() {}

    static Cause of(HowEnded how, Phase phase) {
        return switch (how) {
            case CLEAN -> new Cause.CleanEnd();
            case RESET -> new Cause.Reset();
            case BYTES_TIMEOUT -> new Cause.Silent(phase);
            case CONNECT_FAILED -> new Cause.ConnectFailed();
        };
    }
}
