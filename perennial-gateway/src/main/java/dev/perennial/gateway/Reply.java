package dev.perennial.gateway;

import dev.perennial.client.MessageAssembly;
import dev.perennial.gateway.ApiErrors.Advice;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.StreamingResponse;
import dev.perennial.stream.recovery.ApiFault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the client gets its message. Used by the thread that handles its request. */
sealed interface Reply {

    /** Takes the head of the first stream. */
    void begin(Arrival.Head head);

    /** Whether the client has got a status line. */
    boolean hasBegun();

    /** Whether that status line is of a {@link #ping} and nothing of the message is behind it. */
    boolean hasOnlyPings();

    /**
     * How long nothing has to be said to a client that waits, in nanoseconds.
     *
     * @param queued whether its request waits for its turn
     */
    long pingIn(boolean queued, long now);

    /** Says that it still waits. From then on it has a status line, and what goes wrong is an event. */
    void ping(long now);

    /** Takes whole frames of the message. */
    void take(byte[] bytes, int offset, int length);

    /** Sends what was taken and may go. */
    void flush();

    /** The message is whole. */
    void complete();

    /** It stays unfinished. */
    void fail(ApiFault fault, Advice advice);

    /** Frame by frame. */
    final class Streamed implements Reply {

        /** Longer than nearly all frames; an array that had to grow is not kept. */
        private static final int USUAL_BYTES = 512;

        private final Exchange exchange;
        private final Pings pings;
        private byte[] due = new byte[USUAL_BYTES];
        private int dueLength;
        private @Nullable StreamingResponse response;

        Streamed(Exchange exchange, Pings pings) {
            this.exchange = exchange;
            this.pings = pings;
        }

        @Override
        public void begin(Arrival.Head head) {
            response = exchange.stream(head.status(), PassedHeaders.downAnew(head.headers()));
        }

        @Override
        public boolean hasBegun() {
            return response != null;
        }

        @Override
        public boolean hasOnlyPings() {
            return pings.areAll();
        }

        @Override
        public long pingIn(boolean queued, long now) {
            return pings.dueIn(queued, now);
        }

        @Override
        public void ping(long now) {
            StreamingResponse client = response == null ? exchange.stream(200, Pings.HEAD) : response;
            response = client;
            pings.sent(now);
            client.write(Pings.frame());
        }

        @Override
        public void take(byte[] bytes, int offset, int length) {
            pings.over();
            int needed = dueLength + length;
            if (needed > due.length) {
                due = Arrays.copyOf(due, Math.max(needed, 2 * due.length));
            }
            System.arraycopy(bytes, offset, due, dueLength, length);
            dueLength = needed;
        }

        @Override
        public void flush() {
            if (dueLength > 0 && response != null) {
                response.write(due, 0, dueLength);
                due = due.length > USUAL_BYTES ? new byte[USUAL_BYTES] : due;
                dueLength = 0;
            }
        }

        @Override
        public void complete() {
            flush();
        }

        @Override
        public void fail(ApiFault fault, Advice advice) {
            if (response == null) {
                ApiErrors.respond(exchange, fault, advice);
            } else {
                byte[] event = ApiErrors.event(fault);
                take(event, 0, event.length);
                flush();
            }
        }
    }

    /** All at once, as JSON. */
    final class Whole implements Reply {

        private final Exchange exchange;
        private final MessageAssembly message = new MessageAssembly();
        private Headers headers = Headers.EMPTY;

        Whole(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void begin(Arrival.Head head) {
            headers = PassedHeaders.without(PassedHeaders.downAnew(head.headers()), "content-type")
                    .with("Content-Type", "application/json");
        }

        @Override
        public boolean hasBegun() {
            return false;
        }

        @Override
        public boolean hasOnlyPings() {
            return false;
        }

        /** Its status is not known before the message is. */
        @Override
        public long pingIn(boolean queued, long now) {
            return Long.MAX_VALUE;
        }

        @Override
        public void ping(long now) {}

        @Override
        public void take(byte[] bytes, int offset, int length) {
            message.feed(bytes, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void complete() {
            exchange.respond(200, told(), message.json());
        }

        /** As the interceptor does it: what nobody here could put into the message is named. */
        private Headers told() {
            String leftOut = String.join(", ", message.leftOut()).replaceAll("[^\\x20-\\x7e]", "?");
            return leftOut.isEmpty() ? headers : headers.with("perennial-left-out", leftOut);
        }

        @Override
        public void fail(ApiFault fault, Advice advice) {
            ApiErrors.respond(exchange, fault, advice);
        }
    }
}
