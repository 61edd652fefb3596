package dev.perennial.web;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Keeps out whom the sessions are none of the business of: other sites that a browser here has open, names that lead here without
 * being ours, and, where a login is needed, whoever is not in. Safe for use by several threads.
 */
final class Guard {

    static final String COOKIE = "perennial_login";

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final ServedNames names;
    private final Optional<Logins> logins;

    Guard(ServedNames names, Optional<Logins> logins) {
        this.names = names;
        this.logins = logins;
    }

    /** A site whose name was made to lead here would be ours to the browser (DNS rebinding). */
    void checkName(Exchange exchange) {
        if (!names.contains(exchange.authority())) {
            throw new RefusedException(
                    421,
                    "unknown_host",
                    "`Host` is `%s`, which is no name of this server: use its address, or start it with --name %s."
                            .formatted(
                                    printable(exchange.authority()),
                                    printable(ServedNames.host(exchange.authority()))));
        }
    }

    /** What is data is for the page itself and for programs, not for other sites. */
    void checkData(Exchange exchange) {
        Headers headers = exchange.headers();
        String site = headers.first("Sec-Fetch-Site").orElse("none");
        if (!OWN_SITES.contains(site)) {
            throw new RefusedException(
                    403, "cross_site", "`Sec-Fetch-Site` is `" + printable(site) + "`: other sites may not ask this.");
        }
        Optional<String> origin = headers.first("Origin");
        if (origin.isPresent() && !isOurs(origin.get(), exchange.authority())) {
            throw new RefusedException(
                    403,
                    "cross_origin",
                    "`Origin` is `" + printable(origin.get()) + "`: only the page of this server may ask this.");
        }
    }

    private static boolean isOurs(String origin, String authority) {
        try {
            URI uri = URI.create(origin);
            return uri.getScheme() != null
                    && uri.getAuthority() != null
                    && ServedNames.withPort(uri.getAuthority(), uri.getScheme())
                            .equals(ServedNames.withPort(authority, uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** What a form of another site can send has no type of this kind. */
    void checkChange(Exchange exchange) {
        String type = exchange.headers().first("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw new RefusedException(
                    415,
                    "not_json",
                    "`Content-Type` is `" + printable(type)
                            + "`: requests that change something say application/json.");
        }
    }

    void checkLogin(Exchange exchange) {
        if (!isInside(exchange)) {
            throw new RefusedException(
                    401,
                    "login_needed",
                    "Log in first: POST the token that the server printed to /api/login, or send it as `Authorization: Bearer`.");
        }
    }

    /** Whether there are logins at all. */
    boolean hasLogins() {
        return logins.isPresent();
    }

    boolean isInside(Exchange exchange) {
        if (logins.isEmpty()) {
            return true;
        }
        Optional<String> bearer = exchange.headers()
                .first("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()).strip());
        return cookie(exchange).filter(logins.get()::isInside).isPresent()
                || bearer.filter(logins.get()::isToken).isPresent();
    }

    /** Whether who asked this is still in: a login ends, the token that programs send does not. */
    BooleanSupplier staysInside(Exchange exchange) {
        Optional<String> shown = logins.flatMap(all -> cookie(exchange).filter(all::isInside));
        return () -> shown.isEmpty() || logins.orElseThrow().isInside(shown.get());
    }

    /** What somebody shows who was let in. */
    static Optional<String> cookie(Exchange exchange) {
        return exchange.headers().all("Cookie").stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }
}
