package dev.perennial.gateway;

import dev.perennial.http.Exchange;

/**
 * Whether requests may be sent here: the upstream can be reached. It is asked for with each question, by a connection and
 * nothing more, so that nobody pays for it.
 */
final class Readiness {

    private final Upstream upstream;

    Readiness(Upstream upstream) {
        this.upstream = upstream;
    }

    void answer(Exchange exchange) {
        upstream.trouble()
                .ifPresentOrElse(
                        trouble -> Front.say(
                                exchange, 503, "cannot connect to " + upstream.address() + ": " + trouble + "\n"),
                        () -> Front.say(exchange, 200, "ready\n"));
    }
}
