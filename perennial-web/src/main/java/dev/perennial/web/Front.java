package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.http.BodyTooLargeException;
import dev.perennial.http.ClientGoneException;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import java.time.Duration;
import java.util.Set;

/** Where every request comes in: it is about the server itself, the API, or a file of the page. */
final class Front implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(Front.class.getName());

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** What may be asked by those who are not in. */
    private static final Set<String> OUTSIDE = Set.of("/api/login", "/api/status", "/api/openapi.json");

    private final Guard guard;
    private final HttpHandler api;
    private final PageFiles files;
    private final WebMetrics metrics;
    private final SessionHost host;
    private final WebListener listener;

    Front(Guard guard, HttpHandler api, PageFiles files, WebMetrics metrics, SessionHost host, WebListener listener) {
        this.guard = guard;
        this.api = api;
        this.files = files;
        this.metrics = metrics;
        this.host = host;
        this.listener = listener;
    }

    @Override
    public void handle(Exchange exchange) throws InterruptedException {
        long began = System.nanoTime();
        try {
            serve(exchange);
        } finally {
            WebListener.Served served = new WebListener.Served(
                    exchange.method(), exchange.path(), exchange.status(), Duration.ofNanos(System.nanoTime() - began));
            metrics.served(served);
            listener.served(served);
        }
    }

    private void serve(Exchange exchange) throws InterruptedException {
        try {
            route(exchange);
        } catch (RefusedException refused) {
            Problems.answer(exchange, refused);
        } catch (BodyTooLargeException large) {
            Problems.answer(exchange, large);
        } catch (JournalException lost) {
            answerOrCut(exchange, lost);
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "A request failed: " + exchange.method() + " " + exchange.path(), bug);
            if (exchange.status().isPresent()) {
                throw bug;
            }
            Problems.answer(exchange, 500, "internal", "Perennial failed, which is a bug: its log says more.");
        }
    }

    /** An answer that has begun can only be cut, so that nobody takes it for whole. */
    private static void answerOrCut(Exchange exchange, JournalException lost) {
        if (exchange.status().isPresent()) {
            throw lost;
        }
        Problems.answer(exchange, lost);
    }

    private void route(Exchange exchange) throws InterruptedException {
        switch (exchange.path()) {
            case "/healthz" -> say(exchange, 200, "ok\n");
            case "/readyz" -> ready(exchange);
            case "/metrics" -> {
                guard.checkName(exchange);
                guard.checkLogin(exchange);
                metrics.answer(exchange);
            }
            default -> guarded(exchange);
        }
    }

    private void guarded(Exchange exchange) throws InterruptedException {
        guard.checkName(exchange);
        if (!exchange.path().startsWith("/api/")) {
            files.answer(exchange);
            return;
        }
        guard.checkData(exchange);
        if (!READING.contains(exchange.method())) {
            guard.checkChange(exchange);
        }
        if (!OUTSIDE.contains(exchange.path())) {
            guard.checkLogin(exchange);
        }
        api.handle(exchange);
    }

    /** It is ready while the journal can be read. */
    private void ready(Exchange exchange) {
        try {
            host.store().journal().session("");
            say(exchange, 200, "ready\n");
        } catch (JournalException lost) {
            say(exchange, 503, "the journal cannot be read\n");
        }
    }

    private static void say(Exchange exchange, int status, String text) {
        exchange.respond(
                status,
                Headers.of("Content-Type", "text/plain; charset=utf-8").with(PageHeaders.OF_DATA),
                text.getBytes(UTF_8));
    }
}
