package dev.perennial.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An API that answers its first request when it is told to, so that others wait for that; and those as it is told to. */
final class HeldApi implements AutoCloseable {

    private static final String ANSWER = StoryEvents.whole(1);

    private static final String REFUSAL =
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"messages: too odd\"}}";

    private static final String WHOLE = """
            {"id":"msg_2","type":"message","role":"assistant","model":"claude-opus-5-5",\
            "content":[{"type":"text","text":"Once upon a time"}],"stop_reason":"end_turn","stop_sequence":null,\
            "usage":{"input_tokens":1,"output_tokens":4}}""";

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final Optional<Other> other;
    private final HttpServer server = HttpServer.start(HttpSettings.DEFAULT, this::answer);

    /**
     * Listens.
     *
     * @param refuses whether all but the first request are wrong
     */
    HeldApi(boolean refuses) {
        this(refuses ? Optional.of(new Other(400, REFUSAL)) : Optional.empty());
    }

    private HeldApi(Optional<Other> other) {
        this.other = other;
    }

    /** One that answers all but the first request with a success that is no stream. */
    static HeldApi thatStreamsNoMore() {
        return new HeldApi(Optional.of(new Other(200, WHOLE)));
    }

    /** What is answered to others than the first request. */
    private record Other(int status, String json) {}

    URI uri() {
        return server.uri();
    }

    /** How many requests it has got. */
    int requests() {
        return requests.get();
    }

    /** Has it answer. */
    void release() {
        released.countDown();
    }

    private void answer(Exchange exchange) throws InterruptedException {
        exchange.body();
        int number = requests.incrementAndGet();
        released.await();
        if (number > 1 && other.isPresent()) {
            byte[] json = other.get().json().getBytes(UTF_8);
            exchange.respond(other.get().status(), Headers.of("Content-Type", "application/json"), json);
        } else {
            exchange.stream(200, Headers.of("Content-Type", "text/event-stream").with("request-id", "req_" + number))
                    .write(ANSWER.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        release();
        server.close();
    }
}
