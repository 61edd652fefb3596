package dev.perennial.simulator.internal.message;

import dev.perennial.http.Headers;
import java.util.Arrays;
import java.util.List;

/**
 * The headers of a request that change what its body may hold.
 *
 * @param version the value of {@code anthropic-version}
 * @param betas the values of {@code anthropic-beta}
 */
public record RequestHead(String version, List<String> betas) {

    public RequestHead {
        betas = List.copyOf(betas);
    }

    /** Reads the headers. */
    public static RequestHead of(Headers headers) {
        List<String> betas = headers.all("anthropic-beta").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
        return new RequestHead(headers.first("anthropic-version").orElse(""), betas);
    }

    /** Whether a beta value was sent. */
    public boolean has(String beta) {
        return betas.contains(beta);
    }

    /** Whether any beta value that begins like this was sent. */
    public boolean hasAny(String prefix) {
        return betas.stream().anyMatch(b -> b.startsWith(prefix));
    }

    /** Whether the API version is the one of October 2026, which removed and forbade some things. */
    public boolean isVersionOfOctober2026() {
        return version.equals("2026-10-21");
    }
}
