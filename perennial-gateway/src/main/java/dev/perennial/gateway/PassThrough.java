package dev.perennial.gateway;

import dev.perennial.gateway.ApiErrors.Advice;
import dev.perennial.http.ClientGoneException;
import dev.perennial.http.Connection;
import dev.perennial.http.Exchange;
import dev.perennial.stream.recovery.ApiFault;
import java.io.IOException;

/** Passes requests on that are none for a message, both ways unread and of any size. */
final class PassThrough {

    private final Upstream upstream;

    PassThrough(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Passes a request on whose body was not read yet. */
    void pass(Exchange exchange, Caller caller) throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        UpstreamExchange sent = upstream.send(exchange, PassedHeaders.up(caller.headers()), mailbox);
        boolean empty = exchange.bodyLength().orElse(-1) == 0;
        try (Connection.Watching _ = empty ? watching(exchange, mailbox) : () -> {}) {
            answer(exchange, mailbox);
        } finally {
            sent.close();
        }
    }

    private void answer(Exchange exchange, Mailbox mailbox) throws InterruptedException {
        switch (mailbox.take()) {
            case Arrival.Head head -> {
                try (Connection.Watching _ = watching(exchange, mailbox)) {
                    new Relay(exchange, mailbox).relay(head);
                }
            }
            case Arrival.Ended ended -> ApiErrors.respond(exchange, unreachable(ended), Advice.NONE);
            case Arrival.Left _ -> throw new ClientGoneException(new IOException("The client has left."));
            case Arrival.NetworkChanged _, Arrival.Closing _, Arrival.Turned _, Arrival.Bytes _ ->
                throw new IllegalStateException("bytes before their head");
        }
    }

    /** Not while the client still sends: then it is seen by the sending. */
    private static Connection.Watching watching(Exchange exchange, Mailbox mailbox) {
        return exchange.connection().whenGone(() -> mailbox.put(new Arrival.Left()));
    }

    private ApiFault unreachable(Arrival.Ended ended) {
        String why = ended.failure().map(Failures::text).orElse("it closed the connection");
        return ApiErrors.gateway("The gateway got no answer from " + upstream.address() + ": " + why);
    }
}
