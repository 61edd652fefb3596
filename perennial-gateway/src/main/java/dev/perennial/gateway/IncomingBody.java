package dev.perennial.gateway;

import dev.perennial.stream.recovery.FirstBytes;
import dev.perennial.stream.recovery.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The body of an attempt's answer: unpacked, and told by its first bytes where its head does not say what it is. */
final class IncomingBody implements AutoCloseable {

    /** The head of a pack may be long; one that is longer holds nothing that anybody could make use of. */
    private static final int MOST_COLLECTED = 64 << 10;

    /** What an answer turns out to be. */
    enum Kind {
        /** A stream of events. */
        STREAM,
        /** An error, or nothing that anybody could make use of. */
        REFUSAL,
        /** A success of another kind, which is not for us to understand. */
        OTHER
    }

    private final Arrival.Head head;
    private final Optional<Unpacked> unpacked;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream(0);
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream(0);

    IncomingBody(Arrival.Head head) {
        this.head = head;
        boolean packed = head.headers()
                .first("Content-Encoding")
                .filter(e -> e.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        this.unpacked = packed && head.status() == 200 ? Optional.of(new Unpacked()) : Optional.empty();
    }

    Arrival.Head head() {
        return head;
    }

    /** What it is, if its head says so. */
    Optional<Kind> kind() {
        if (head.status() != 200) {
            return Optional.of(Kind.REFUSAL);
        }
        return known().isStream() ? Optional.of(Kind.STREAM) : Optional.empty();
    }

    /** Keeps bytes as long as it is not known what they are. */
    void collect(byte[] arrived, byte[] bytes) {
        raw.writeBytes(arrived);
        collected.writeBytes(bytes);
    }

    /** Whether there are enough of them to tell. */
    boolean isTelling() {
        return collected.size() >= FirstBytes.MOST || raw.size() >= MOST_COLLECTED;
    }

    byte[] collectedRaw() {
        return raw.toByteArray();
    }

    byte[] collected() {
        return collected.toByteArray();
    }

    /** What it is, by its first bytes. */
    Kind kindByItsBytes() {
        byte[] first = collected();
        if (FirstBytes.areEvents(first, first.length)) {
            return Kind.STREAM;
        }
        boolean other = FirstBytes.areJson(first, first.length) && !FirstBytes.areError(first, first.length);
        return other ? Kind.OTHER : Kind.REFUSAL;
    }

    /** The head, as the recovery wants it. */
    ResponseHead known() {
        return new ResponseHead(head.status(), head.headers().joined());
    }

    /** The head of a stream that does not call itself one. */
    ResponseHead knownAsStream() {
        Map<String, String> headers = head.headers().joined();
        headers.put("content-type", "text/event-stream");
        return new ResponseHead(head.status(), headers);
    }

    /**
     * What arrived, unpacked.
     *
     * @throws IOException if it is not packed as it says
     */
    byte[] bytes(byte[] arrived) throws IOException {
        return unpacked.isPresent() ? unpacked.get().more(arrived) : arrived;
    }

    @Override
    public void close() {
        unpacked.ifPresent(Unpacked::close);
    }
}
