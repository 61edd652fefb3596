package dev.perennial.client;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.ResponseHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Heads of responses as the recovery wants them. */
final class Heads {

    private static final String CONTENT_TYPE = "content-type";
    private static final String EVENT_STREAM = "text/event-stream";

    private Heads() {}

    /** A head as it came. */
    static ResponseHead of(HttpResponse response) {
        return new ResponseHead(response.statusCode(), first(response.headers()));
    }

    /** The head of a success that turned out to be a stream, whatever it calls itself: so it is for the SDK. */
    static ResponseHead ofStream(HttpResponse response) {
        Map<String, String> headers = first(response.headers());
        headers.put(CONTENT_TYPE, EVENT_STREAM);
        return new ResponseHead(response.statusCode(), headers);
    }

    private static Map<String, String> first(Headers headers) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String name : headers.names()) {
            List<String> values = headers.values(name);
            if (!values.isEmpty()) {
                first.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        }
        return first;
    }

    static boolean isStream(HttpResponse response) {
        return response.statusCode() == 200
                && response.headers().values(CONTENT_TYPE).stream().limit(1).anyMatch(ResponseHead::isEventStream);
    }
}
