package dev.perennial.web;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.util.Optional;

/** Coming in and going out. Safe for use by several threads. */
final class LoginApi {

    /** Anybody may send one: no token is nearly so long. */
    private static final int LONGEST = 4 << 10;

    private final Optional<Logins> logins;
    private final OpenStreams streams;
    private final boolean tls;

    /**
     * @param streams those that end with a login
     * @param tls whether browsers come by TLS, so that they need not show what they were given to anybody else
     */
    LoginApi(Optional<Logins> logins, OpenStreams streams, boolean tls) {
        this.logins = logins;
        this.streams = streams;
        this.tls = tls;
    }

    void letIn(Exchange exchange) {
        String token = RequestBody.small(exchange, LONGEST, "token").required("token");
        if (logins.isPresent()) {
            String shown = logins.get().letIn(token.strip());
            respond(exchange, cookie(shown, Logins.LIFE.toSeconds()));
        } else {
            exchange.respondHead(204, PageHeaders.OF_DATA);
        }
    }

    void letOut(Exchange exchange) {
        logins.ifPresent(all -> Guard.cookie(exchange).ifPresent(all::letOut));
        streams.endOfThoseOut();
        respond(exchange, cookie("", 0));
    }

    private String cookie(String value, long seconds) {
        return Guard.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds
                + (tls ? "; Secure" : "");
    }

    private static void respond(Exchange exchange, String cookie) {
        exchange.respondHead(204, PageHeaders.OF_DATA.with(Headers.of("Set-Cookie", cookie)));
    }
}
