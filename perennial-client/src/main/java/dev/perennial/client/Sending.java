package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * How the requests of one message are sent: all like the caller's, but for the body.
 *
 * @param transport what lies below
 * @param template the caller's request
 * @param options the caller's options, with the timeouts for one request
 * @param model the model that is asked
 */
record Sending(Transport transport, HttpRequest template, RequestOptions options, String model) {

    private static final Logger LOG = System.getLogger(Sending.class.getPackageName());
    private static final Duration TEST = Duration.ofMillis(250);

    HttpResponse exchange(byte[] body) throws InterruptedException {
        HttpRequest request = template.toBuilder()
                .replaceHeaders("Accept", "text/event-stream")
                .removeHeaders(CallSettings.HEADER)
                .body(new Bytes(body))
                .build();
        return transport.exchange(request, options);
    }

    /**
     * Has a connection that went silent tested, in the background.
     *
     * <p>Over HTTP/2 the next attempt would take the same connection, dead or not. OkHttp finds out that one is dead when a
     * call of its own times out on it: it then pings the server and gives it a second (okhttp3.internal.http2.
     * Http2Connection, "degraded ping"). So the cheapest request is made that may time out at once.
     */
    void test() {
        if (mayShareConnections(template)) {
            Thread.ofVirtual().name("perennial-test").start(this::testNow);
        }
    }

    /** Over plain HTTP there is no HTTP/2, where one connection has several requests at a time. */
    static boolean mayShareConnections(HttpRequest request) {
        return request.baseUrl().startsWith("https:");
    }

    private void testNow() {
        try {
            testNow(models());
        } catch (AnthropicIoException noAnswer) {
            LOG.log(Level.DEBUG, "A connection that went silent did not answer a test", noAnswer);
        } catch (AnthropicException notServed) {
            testWithoutModels();
        } catch (RuntimeException | InterruptedException e) {
            LOG.log(Level.DEBUG, "A connection that went silent was not tested", e);
        }
    }

    /** Back ends of the SDK's that have no models refuse to ask for them. A message without messages is refused by the server. */
    private void testWithoutModels() {
        try {
            testNow(incomplete());
        } catch (RuntimeException | InterruptedException e) {
            LOG.log(Level.DEBUG, "A connection that went silent did not answer a test", e);
        }
    }

    private void testNow(HttpRequest request) throws InterruptedException {
        Timeout brief = Timeout.builder()
                .connect(TEST)
                .read(TEST)
                .write(TEST)
                .request(Duration.ZERO)
                .build();
        transport.exchange(request, options.toBuilder().timeout(brief).build()).close();
    }

    private HttpRequest models() {
        return HttpRequest.builder()
                .method(HttpMethod.GET)
                .baseUrl(template.baseUrl())
                .addPathSegments("v1", "models")
                .headers(template.headers())
                .removeHeaders(CallSettings.HEADER)
                .putQueryParam("limit", "1")
                .build();
    }

    private HttpRequest incomplete() {
        byte[] body = Json.emptyObject().put("model", model).toString().getBytes(UTF_8);
        return passed(template).toBuilder().body(new Bytes(body)).build();
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
