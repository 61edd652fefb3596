package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server in virtual time does with one attempt. */
final class Answer {

    /** Something that happens so long after the one before it. */
    sealed interface Happening {

        Duration after();

        record Head(Duration after, ResponseHead head) implements Happening {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Packet(Duration after, byte[] bytes) implements Happening {}

        record End(Duration after, HowEnded how) implements Happening {}
    }

    private static final Map<String, String> STREAM =
            Map.of("content-type", "text/event-stream; charset=utf-8", "request-id", "req_1");

    private final List<Happening> happenings = new ArrayList<>();
    private Duration gap = Duration.ZERO;

    /** A stream whose head comes at once. */
    static Answer stream() {
        return new Answer().head(200, STREAM);
    }

    static Answer of(Wire wire) {
        return stream().then(wire.bytes());
    }

    /** A whole stream. */
    static Answer whole(Wire wire) {
        return of(wire).end(HowEnded.CLEAN);
    }

    static Answer unreachable() {
        return new Answer().end(HowEnded.CONNECT_FAILED);
    }

    static Answer refused() {
        return new Answer().end(HowEnded.CONNECT_REFUSED);
    }

    /** The machine has no network. */
    static Answer offline() {
        return new Answer().end(HowEnded.OFFLINE);
    }

    static Answer nothing() {
        return new Answer();
    }

    static Answer status(int status, String body, String... headers) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("content-type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Answer().head(status, all).then(body.getBytes(UTF_8)).end(HowEnded.CLEAN);
    }

    Answer head(int status, Map<String, String> headers) {
        happenings.add(new Happening.Head(take(), new ResponseHead(status, headers)));
        return this;
    }

    Answer then(byte[] bytes) {
        happenings.add(new Happening.Packet(take(), bytes));
        return this;
    }

    Answer then(Wire wire) {
        return then(wire.bytes());
    }

    Answer then(String text) {
        return then(text.getBytes(UTF_8));
    }

    Answer pause(Duration duration) {
        gap = gap.plus(duration);
        return this;
    }

    /** Pings and nothing else, one every so often. */
    Answer pings(int count, Duration every) {
        for (int i = 0; i < count; i++) {
            pause(every).then(new Wire().ping());
        }
        return this;
    }

    Answer end(HowEnded how) {
        happenings.add(new Happening.End(take(), how));
        return this;
    }

    private Duration take() {
        Duration taken = gap;
        gap = Duration.ZERO;
        return taken;
    }

    /** What happens, the first thing so long after the request was sent; without an end the stream goes silent. */
    List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    Optional<Happening> last() {
        return happenings.isEmpty() ? Optional.empty() : Optional.of(happenings.getLast());
    }
}
