package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How the requests of one message are sent: all like the caller's, but for the body and, at a fallback, the server.
 *
 * @param places where each target of the message is
 * @param options the caller's options, with the timeouts for one request
 */
record Sending(List<Place> places, RequestOptions options) {

    /**
     * A place to send to.
     *
     * @param transport what lies below
     * @param template the caller's request, as it is sent there
     * @param model the model that is asked there
     */
    record Place(Transport transport, HttpRequest template, String model) {}

    HttpResponse exchange(Call call) throws InterruptedException {
        Place place = places.get(call.target());
        HttpRequest request = place.template().toBuilder()
                .replaceHeaders("Accept", "text/event-stream")
                .removeHeaders(CallSettings.HEADER)
                .body(new Bytes(call.body()))
                .build();
        return place.transport().exchange(request, options);
    }

    /** Has a connection to a target tested, in the background, if the next attempt might take it again. */
    void test(int target) {
        Place place = places.get(target);
        if (mayShareConnections(place.template())) {
            new ConnectionCheck(place, options).begin();
        }
    }

    /** Over plain HTTP there is no HTTP/2, where one connection has several requests at a time. */
    static boolean mayShareConnections(HttpRequest request) {
        return request.baseUrl().startsWith("https:");
    }

    /** Whether a body is that of an attempt. */
    static boolean isAttempt(HttpRequestBody body) {
        return body instanceof Bytes;
    }

    /** A request without what is meant for Perennial alone. */
    static HttpRequest passed(HttpRequest request) {
        return request.headers().values(CallSettings.HEADER).isEmpty()
                ? request
                : request.toBuilder().removeHeaders(CallSettings.HEADER).build();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements HttpRequestBody {

        @Override
        public void writeTo(OutputStream out) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
