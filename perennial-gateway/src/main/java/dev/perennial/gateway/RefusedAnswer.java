package dev.perennial.gateway;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.io.ByteArrayOutputStream;

/** An error that the upstream answers with: it goes to the client with its own status, headers and body. */
final class RefusedAnswer {

    /** How much of an error's body is handed on. */
    private static final int LONGEST = 4 << 20;

    private static final String SHOULD_RETRY = "x-should-retry";

    private final Arrival.Head head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private boolean cut;

    RefusedAnswer(Arrival.Head head) {
        this.head = head;
    }

    void add(byte[] bytes) {
        int room = LONGEST - body.size();
        body.write(bytes, 0, Math.min(bytes.length, room));
        cut |= bytes.length > room;
    }

    /** It broke before it was whole. */
    void cut() {
        cut = true;
    }

    /**
     * Hands it on; where its body is not whole, with one that says the same.
     *
     * @param triedAgain whether the request was sent more than once; then the client is told not to start all over again
     */
    void pass(Exchange exchange, boolean triedAgain) {
        Headers headers = PassedHeaders.without(PassedHeaders.down(head.headers()), "content-length");
        Headers told = triedAgain ? PassedHeaders.without(headers, SHOULD_RETRY).with(SHOULD_RETRY, "false") : headers;
        if (cut) {
            ApiErrors.respondInstead(exchange, head.status(), told);
        } else {
            exchange.respond(head.status(), told, body.toByteArray());
        }
    }
}
