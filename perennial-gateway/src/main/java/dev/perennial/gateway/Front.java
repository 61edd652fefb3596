package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import dev.perennial.http.Problem;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where every request comes in: it is about the gateway itself, a message, or anything else. */
final class Front implements HttpHandler {

    private final Callers callers;
    private final Admittance admittance;
    private final MessageDoor messages;
    private final PassThrough others;
    private final Readiness readiness;
    private final GatewayMetrics metrics;
    private final GatewayListener listener;
    private final LongSupplier clock;

    Front(
            Callers callers,
            Admittance admittance,
            MessageDoor messages,
            PassThrough others,
            Readiness readiness,
            GatewayMetrics metrics,
            GatewayListener listener,
            LongSupplier clock) {
        this.callers = callers;
        this.admittance = admittance;
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
            Optional<Caller> caller = callers.of(exchange.headers());
            caller.ifPresent(account::caller);
            Optional<Problem> objection =
                    caller.isEmpty() ? Optional.of(Callers.REFUSAL) : admittance.objection(exchange);
            if (objection.isPresent()) {
                ApiErrors.refuse(exchange, objection.get());
            } else {
                serve(exchange, caller.orElseThrow(), account);
            }
        } catch (UnsendableRequestException e) {
            ApiErrors.refuse(exchange, new Problem(400, String.valueOf(e.getMessage()), Headers.EMPTY));
        } finally {
            account.close();
        }
    }

    private void serve(Exchange exchange, Caller caller, Account account) throws InterruptedException {
        if (MessageDoor.isFor(exchange)) {
            messages.handle(exchange, caller, account);
        } else {
            others.pass(exchange, caller);
        }
    }

    static void say(Exchange exchange, int status, String text) {
        exchange.respond(status, Headers.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(UTF_8));
    }
}
