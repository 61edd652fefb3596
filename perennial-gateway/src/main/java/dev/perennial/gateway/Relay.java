package dev.perennial.gateway;

import dev.perennial.http.ClientGoneException;
import dev.perennial.http.Exchange;
import dev.perennial.http.StreamingResponse;
import java.nio.ByteBuffer;
import java.util.List;

/** Hands a response on as it comes, byte by byte the same, whatever it is. */
final class Relay {

    private final Exchange exchange;
    private final Mailbox mailbox;

    Relay(Exchange exchange, Mailbox mailbox) {
        this.exchange = exchange;
        this.mailbox = mailbox;
    }

    /**
     * Hands on a response whose head has arrived, to its end; one that breaks is cut for the client too.
     *
     * @throws ClientGoneException if nobody is left to read it
     */
    void relay(Arrival.Head head) throws InterruptedException {
        relay(head, new byte[0]);
    }

    /** The same where the beginning of the body was read already. */
    void relay(Arrival.Head head, byte[] first) throws InterruptedException {
        try {
            if (hasNoBody(head.status())) {
                exchange.respondHead(head.status(), PassedHeaders.down(head.headers()));
                return;
            }
            StreamingResponse client = exchange.stream(head.status(), PassedHeaders.down(head.headers()));
            if (first.length > 0) {
                client.write(first);
            }
            body(head, client);
        } finally {
            head.from().close();
        }
    }

    private boolean hasNoBody(int status) {
        return exchange.method().equals("HEAD") || status == 204 || status == 304;
    }

    private void body(Arrival.Head head, StreamingResponse client) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = switch (mailbox.take()) {
                case Arrival.Bytes bytes
                when bytes.from() == head.from() -> {
                    write(bytes.bytes(), client);
                    head.from().more();
                    yield true;
                }
                case Arrival.Ended ended
                when ended.from() == head.from() -> {
                    if (ended.failure().isPresent()) {
                        client.abort();
                    }
                    yield false;
                }
                case Arrival.Left _ -> {
                    client.abort(); // one that closed only its own direction must not take this for the end
                    yield false;
                }
                case Arrival.NetworkChanged _,
                        Arrival.Closing _,
                        Arrival.Turned _,
                        Arrival.Head _,
                        Arrival.Bytes _,
                        Arrival.Ended _ -> true;
            };
        }
    }

    private static void write(List<ByteBuffer> buffers, StreamingResponse client) {
        byte[] bytes = Portions.join(buffers);
        client.write(bytes, 0, bytes.length);
    }
}
