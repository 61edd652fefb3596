package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import dev.perennial.http.Problem;
import java.util.function.LongSupplier;

/** Where every request comes in: it is about the gateway itself, a message, or anything else. */
final class Front implements HttpHandler {

    private final MessageDoor messages;
    private final PassThrough others;
    private final Readiness readiness;
    private final GatewayMetrics metrics;
    private final GatewayListener listener;
    private final LongSupplier clock;

    Front(
            MessageDoor messages,
            PassThrough others,
            Readiness readiness,
            GatewayMetrics metrics,
            GatewayListener listener,
            LongSupplier clock) {
        this.messages = messages;
        this.others = others;
        this.readiness = readiness;
        this.metrics = metrics;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) throws InterruptedException {
        switch (exchange.method() + " " + exchange.path()) {
            case "GET /healthz" -> say(exchange, 200, "ok\n");
            case "GET /readyz" -> readiness.answer(exchange);
            case "GET /metrics" -> metrics.answer(exchange);
            default -> serve(exchange);
        }
    }

    private void serve(Exchange exchange) throws InterruptedException {
        Account account = Account.open(exchange, listener, clock);
        try {
            if (MessageDoor.isFor(exchange)) {
                messages.handle(exchange, account);
            } else {
                others.pass(exchange);
            }
        } catch (UnsendableRequestException e) {
            ApiErrors.refuse(exchange, new Problem(400, String.valueOf(e.getMessage()), Headers.EMPTY));
        } finally {
            account.close();
        }
    }

    static void say(Exchange exchange, int status, String text) {
        exchange.respond(status, Headers.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(UTF_8));
    }
}
