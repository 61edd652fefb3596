package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Tests a connection that went silent.
 *
 * <p>Over HTTP/2 the next attempt would take the same connection, dead or not. OkHttp finds out that one is dead when a
 * call of its own times out on it: it then pings the server and gives it a second (okhttp3.internal.http2.
 * Http2Connection, "degraded ping"). So the cheapest request is made that may time out at once.
 */
record ConnectionCheck(Sending.Place place, RequestOptions options) {

    private static final Logger LOG = System.getLogger(ConnectionCheck.class.getPackageName());
    private static final Duration PATIENCE = Duration.ofMillis(250);

    void begin() {
        Thread.ofVirtual().name("perennial-test").start(this::test);
    }

    private void test() {
        try {
            send(models());
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
            send(incomplete());
        } catch (RuntimeException | InterruptedException e) {
            LOG.log(Level.DEBUG, "A connection that went silent did not answer a test", e);
        }
    }

    private void send(HttpRequest request) throws InterruptedException {
        Timeout brief = Timeout.builder()
                .connect(PATIENCE)
                .read(PATIENCE)
                .write(PATIENCE)
                .request(Duration.ZERO)
                .build();
        place.transport()
                .exchange(request, options.toBuilder().timeout(brief).build())
                .close();
    }

    private HttpRequest models() {
        return HttpRequest.builder()
                .method(HttpMethod.GET)
                .baseUrl(place.template().baseUrl())
                .addPathSegments("v1", "models")
                .headers(place.template().headers())
                .removeHeaders(CallSettings.HEADER)
                .putQueryParam("limit", "1")
                .build();
    }

    private HttpRequest incomplete() {
        byte[] body = Json.emptyObject().put("model", place.model()).toString().getBytes(UTF_8);
        return Sending.passed(place.template()).toBuilder()
                .body(new Sending.Bytes(body))
                .build();
    }
}
