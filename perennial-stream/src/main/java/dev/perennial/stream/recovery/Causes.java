package dev.perennial.stream.recovery;

import dev.perennial.stream.clocks.Phase;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names why the bytes of an attempt ended, and what of a cause is worth keeping. */
final class Causes {

    private static final int HEAD_OF_BODY = 1 << 10;
    private static final int HEAD_OF_TEXT = 256;
    private static final Set<String> KEPT_HEADERS =
            Set.of("content-type", "request-id", "retry-after", "retry-after-ms", "x-should-retry");

    private Causes() {}

    static Cause of(HowEnded how, Phase phase) {
        return switch (how) {
            case CLEAN -> new Cause.CleanEnd();
            case RESET -> new Cause.Reset();
            case BYTES_TIMEOUT -> new Cause.Silent(phase);
            case CONNECT_FAILED -> new Cause.ConnectFailed(false);
            case CONNECT_REFUSED -> new Cause.ConnectFailed(true);
            case OFFLINE -> new Cause.Offline();
        };
    }

    /** The stop sequence that a cause is about, if it is about one. */
    static Optional<String> stopSequence(Cause cause) {
        return cause instanceof Cause.StoppedAcross stopped ? Optional.of(stopped.sequence()) : Optional.empty();
    }

    /** The cause with only the beginning of what the server wrote at length. */
    static Cause shortened(Cause cause) {
        return switch (cause) {
            case Cause.Status status -> shortened(status);
            case Cause.InStream error -> new Cause.InStream(shortened(error.fault()));
            case Cause.ConnectFailed connect -> connect;
            case Cause.Offline offline -> offline;
            case Cause.Reset reset -> reset;
            case Cause.CleanEnd end -> end;
            case Cause.ProcessDied died -> died;
            case Cause.Silent silent -> silent;
            case Cause.Stalled stalled -> stalled;
            case Cause.Malformed malformed -> malformed;
            case Cause.Contradicted contradicted -> contradicted;
            case Cause.Unproven unproven -> unproven;
            case Cause.StoppedAcross stopped -> stopped;
            case Cause.Withheld withheld -> withheld;
            case Cause.TimeUp timeUp -> timeUp;
            case Cause.Cancelled cancelled -> cancelled;
        };
    }

    private static Cause shortened(Cause.Status cause) {
        byte[] body = cause.body();
        return new Cause.Status(
                shortened(cause.head()),
                shortened(cause.fault()),
                Arrays.copyOf(body, Math.min(body.length, HEAD_OF_BODY)));
    }

    private static ResponseHead shortened(ResponseHead head) {
        Map<String, String> headers = head.headers().entrySet().stream()
                .filter(h -> KEPT_HEADERS.contains(h.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, h -> shortened(h.getValue())));
        return new ResponseHead(head.status(), headers);
    }

    private static ApiFault shortened(ApiFault fault) {
        return new ApiFault(shortened(fault.type()), shortened(fault.code()), shortened(fault.message()));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), HEAD_OF_TEXT));
    }
}
