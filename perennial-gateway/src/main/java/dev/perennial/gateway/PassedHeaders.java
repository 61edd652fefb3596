package dev.perennial.gateway;

import dev.perennial.http.Headers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers go on to the other side: all but those that are about one connection (RFC 9110, section 7.6.1). */
final class PassedHeaders {

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What the HTTP client below writes itself. */
    private static final Set<String> WRITTEN_ANEW = Set.of("host", "content-length", "expect");

    private PassedHeaders() {}

    /** Those of a request. */
    static Headers up(Headers headers) {
        Set<String> named = named(headers);
        return new Headers(headers.fields().stream()
                .filter(f -> !isOfOneConnection(f, named) && !WRITTEN_ANEW.contains(lower(f)))
                .toList());
    }

    /** Those of a message, whose answer is read here, so that nobody gains by packing it; a body that was packed is not any more. */
    static Headers ofMessage(Headers given) {
        return without(without(up(given), "content-encoding"), "accept-encoding")
                .with("Accept-Encoding", "identity");
    }

    /** Those of a response whose body passes as it is. */
    static Headers down(Headers headers) {
        Set<String> named = named(headers);
        return new Headers(headers.fields().stream()
                .filter(f -> !isOfOneConnection(f, named))
                .toList());
    }

    /** Those of a response whose body is written here. */
    static Headers downAnew(Headers headers) {
        return without(without(down(headers), "content-length"), "content-encoding");
    }

    /** Headers without those of a name. */
    static Headers without(Headers headers, String name) {
        return new Headers(
                headers.fields().stream().filter(f -> !lower(f).equals(name)).toList());
    }

    private static boolean isOfOneConnection(Headers.Field field, Set<String> named) {
        return OF_ONE_CONNECTION.contains(lower(field)) || named.contains(lower(field));
    }

    /** The names that the sender says are for the next hop only. */
    private static Set<String> named(Headers headers) {
        return headers.all("Connection").stream()
                .flatMap(v -> Arrays.stream(v.split(",")))
                .map(n -> n.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(Headers.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}
