package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status and headers of a response.
 *
 * @param status the HTTP status
 * @param headers the first value of each header, by lower-case name
 */
public record ResponseHead(int status, Map<String, String> headers) {

    private static final String EVENT_STREAM = "text/event-stream";

    /** Copies the headers, names in lower case. */
    public ResponseHead {
        requireNonNull(headers, "headers");
        Map<String, String> lower = HashMap.newHashMap(headers.size());
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), requireNonNull(value, name)));
        headers = Collections.unmodifiableMap(lower);
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether it is a success that calls itself a stream of events. */
    public boolean isStream() {
        return status == 200
                && header("content-type").filter(ResponseHead::isEventStream).isPresent();
    }

    /** Whether a content type is that of a stream of events. */
    public static boolean isEventStream(String contentType) {
        return contentType.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }
}
