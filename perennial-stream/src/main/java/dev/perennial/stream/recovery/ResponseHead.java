package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Status and headers of a response.
 *
 * @param status the HTTP status
 * @param headers the first value of each header, by lower-case name
 */
public record ResponseHead(int status, Map<String, String> headers) {

    /** Copies the headers, names in lower case. */
    public ResponseHead {
        requireNonNull(headers, "headers");
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (first, second) -> first));
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether it says that what follows is a stream of events. */
    public boolean isStream() {
        return status == 200
                && header("content-type")
                        .filter(t -> t.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                        .isPresent();
    }
}
