package dev.perennial.client;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.ResponseHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Heads of responses as the recovery wants them. */
final class Heads {

    private static final String CONTENT_TYPE = "content-type";
    private static final String EVENT_STREAM = "text/event-stream";

    private Heads() {}

    /** A 200 that does not say what it is counts as a stream, as it does for the SDK. */
    static ResponseHead of(HttpResponse response) {
        Headers headers = response.headers();
        Map<String, String> first = new LinkedHashMap<>();
        for (String name : headers.names()) {
            List<String> values = headers.values(name);
            if (!values.isEmpty()) {
                first.put(name, values.getFirst());
            }
        }
        if (response.statusCode() == 200 && contentType(response).isEmpty()) {
            first.put(CONTENT_TYPE, EVENT_STREAM);
        }
        return new ResponseHead(response.statusCode(), first);
    }

    static boolean isStream(HttpResponse response) {
        return response.statusCode() == 200
                && contentType(response).map(t -> t.startsWith(EVENT_STREAM)).orElse(true);
    }

    /** A success that is a whole answer by itself. */
    static boolean isPlainJson(HttpResponse response) {
        return response.statusCode() == 200
                && contentType(response)
                        .filter(t -> t.startsWith("application/json"))
                        .isPresent();
    }

    private static Optional<String> contentType(HttpResponse response) {
        return response.headers().values(CONTENT_TYPE).stream()
                .findFirst()
                .map(t -> t.strip().toLowerCase(Locale.ROOT));
    }
}
