package dev.perennial.gateway;

import dev.perennial.client.governor.Credential;
import dev.perennial.http.Headers;
import dev.perennial.http.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who makes a request. Safe for use by several threads. */
final class Callers {

    /** Why a request is refused whose key is none of the gateway's. */
    static final Problem REFUSAL = new Problem(
            401,
            "this gateway takes keys of its own only, as `perennial keys add` makes them; send one in x-api-key or as a"
                    + " Bearer token",
            Headers.EMPTY);

    private static final String BEARER = "bearer ";

    private final Optional<ClientAccess> access;

    Callers(Optional<ClientAccess> access) {
        this.access = access;
    }

    /** Empty if whoever makes the request may not. */
    Optional<Caller> of(Headers headers) {
        return access.isEmpty() ? Optional.of(new Caller(headers, Optional.empty())) : find(access.get(), headers);
    }

    private static Optional<Caller> find(ClientAccess access, Headers headers) {
        return keys(headers)
                .flatMap(key -> access.clients().apply(key).stream())
                .findFirst()
                .map(client -> new Caller(own(access, headers), Optional.of(client)));
    }

    private static Stream<String> keys(Headers headers) {
        Stream<String> tokens = headers.all("authorization").stream()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return Stream.concat(headers.all("x-api-key").stream().map(String::strip), tokens);
    }

    private static Headers own(ClientAccess access, Headers headers) {
        Headers without = headers;
        for (String name : Credential.HEADERS) {
            without = PassedHeaders.without(without, name);
        }
        return without.with(access.credential());
    }
}
