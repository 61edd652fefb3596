package dev.perennial.gateway;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests a gateway serves that pays for them itself. Where each client pays with a credential of its own, all of them. Safe for
 * use by several threads.
 */
final class Admittance {

    /** What costs nothing, and tells a client nothing of what others do. */
    private static final Pattern FREE =
            Pattern.compile("(GET /v1/models(/[\\w.:@-]+)?)|(POST /v1/messages/count_tokens)");

    private static final Set<String> FROM_ELSEWHERE = Set.of("cross-site", "same-site");

    private static final Problem ONLY_MESSAGES = new Problem(
            403,
            "a key of this gateway is for POST /v1/messages (unpacked or gzip), /v1/messages/count_tokens and GET"
                    + " /v1/models only: what else there is would be neither counted nor yours alone",
            Headers.EMPTY);

    private static final Problem FROM_A_PAGE = new Problem(
            403,
            "this gateway pays with credentials of its own, and takes no requests that a page of another site makes;"
                    + " start it with --client-keys to serve web pages",
            Headers.EMPTY);

    private static final Problem UNKNOWN_NAME = new Problem(
            403, "this gateway is asked by another name than that of this machine; use 127.0.0.1", Headers.EMPTY);

    private final boolean keys;
    private final boolean paysForAll;
    private final boolean loopback;

    Admittance(GatewaySettings settings) {
        this.keys = settings.access().isPresent();
        this.paysForAll = settings.provider().isPresent() && !keys;
        this.loopback = isLoopback(settings.http().host());
    }

    /** Why a request is not served; empty if it is. */
    Optional<Problem> objection(Exchange exchange) {
        if (keys) {
            String request = exchange.method() + " " + exchange.path();
            boolean served =
                    MessageDoor.isFor(exchange) || FREE.matcher(request).matches();
            return served ? Optional.empty() : Optional.of(ONLY_MESSAGES);
        }
        return paysForAll ? ofPages(exchange.headers()) : Optional.empty();
    }

    /** A page of any site can send requests to this machine, and by a name of its own read what is answered. */
    private Optional<Problem> ofPages(Headers headers) {
        boolean elsewhere =
                headers.first("Sec-Fetch-Site").filter(FROM_ELSEWHERE::contains).isPresent();
        if (elsewhere || headers.first("Origin").isPresent()) {
            return Optional.of(FROM_A_PAGE);
        }
        boolean known = !loopback
                || headers.first("Host")
                        .map(Admittance::name)
                        .filter(Admittance::isLoopback)
                        .isPresent();
        return known ? Optional.empty() : Optional.of(UNKNOWN_NAME);
    }

    private static String name(String authority) {
        try {
            return Optional.ofNullable(URI.create("http://" + authority).getHost())
                    .orElse("");
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** No name is looked up but literal addresses. */
    private static boolean isLoopback(String host) {
        String bare = host.replaceAll("[\\[\\]]", "");
        try {
            boolean literal = bare.contains(":") || bare.matches("[0-9.]+");
            return bare.equalsIgnoreCase("localhost")
                    || (literal && InetAddress.getByName(bare).isLoopbackAddress());
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
