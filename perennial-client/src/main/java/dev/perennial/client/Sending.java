package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
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
     */
    record Place(Transport transport, HttpRequest template) {}

    private static final Logger LOG = System.getLogger(Sending.class.getPackageName());
    private static final Duration TEST = Duration.ofMillis(250);

    HttpResponse exchange(Call call) throws InterruptedException {
        Place place = places.get(call.target());
        HttpRequest request = place.template().toBuilder()
                .replaceHeaders("Accept", "text/event-stream")
                .removeHeaders(CallSettings.HEADER)
                .body(new Bytes(call.body()))
                .build();
        return place.transport().exchange(request, options);
    }

    /**
     * Has a connection that went silent tested, in the background.
     *
     * <p>Over HTTP/2 the next attempt would take the same connection, dead or not. OkHttp finds out that one is dead when a
     * call of its own times out on it: it then pings the server and gives it a second (okhttp3.internal.http2.
     * Http2Connection, "degraded ping"). So the cheapest request is made that may time out at once.
     */
    void test(int target) {
        Place place = places.get(target);
        if (mayShareConnections(place.template())) {
            Thread.ofVirtual().name("perennial-test").start(() -> test(place));
        }
    }

    /** Over plain HTTP there is no HTTP/2, where one connection has several requests at a time. */
    static boolean mayShareConnections(HttpRequest request) {
        return request.baseUrl().startsWith("https:");
    }

    private void test(Place place) {
        HttpRequest models = HttpRequest.builder()
                .method(HttpMethod.GET)
                .baseUrl(place.template().baseUrl())
                .addPathSegments("v1", "models")
                .headers(place.template().headers())
                .removeHeaders(CallSettings.HEADER)
                .putQueryParam("limit", "1")
                .build();
        Timeout brief = Timeout.builder()
                .connect(TEST)
                .read(TEST)
                .write(TEST)
                .request(Duration.ZERO)
                .build();
        try {
            place.transport()
                    .exchange(models, options.toBuilder().timeout(brief).build())
                    .close();
        } catch (RuntimeException | InterruptedException e) {
            LOG.log(Level.DEBUG, "A connection that went silent did not answer a test", e);
        }
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
    private record Bytes(byte[] bytes) implements HttpRequestBody {

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
