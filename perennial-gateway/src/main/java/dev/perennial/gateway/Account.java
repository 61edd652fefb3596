package dev.perennial.gateway;

import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.http.Exchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps account of one request for the listener. Used by the thread that handles it. */
final class Account {

    private static final Logger LOG = System.getLogger(Account.class.getPackageName());
    private static final int LONGEST_NAME = 64;

    private final Exchange exchange;
    private final GatewayListener listener;
    private final LongSupplier clock;
    private final long begun;
    private Optional<ServedMessage> message = Optional.empty();
    private String key = "";

    private Account(Exchange exchange, GatewayListener listener, LongSupplier clock) {
        this.exchange = exchange;
        this.listener = listener;
        this.clock = clock;
        this.begun = clock.getAsLong();
    }

    static Account open(Exchange exchange, GatewayListener listener, LongSupplier clock) {
        tell(listener::begun);
        return new Account(exchange, listener, clock);
    }

    void message(ServedMessage served) {
        message = Optional.of(served);
    }

    /** Whose key it is, if the gateway gave it. */
    void caller(Caller caller) {
        key = caller.client().map(GatewayClient::name).orElse("");
    }

    void close() {
        Duration lasted = Duration.ofNanos(clock.getAsLong() - begun);
        ServedRequest served = new ServedRequest(
                exchange.method(), exchange.path(), client(), key, exchange.status(), lasted, message);
        tell(() -> listener.served(served));
    }

    private String client() {
        String agent = exchange.headers().first("User-Agent").orElse("").strip();
        String first = agent.split("\\s", 2)[0];
        return first.length() > LONGEST_NAME ? first.substring(0, LONGEST_NAME) : first;
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A listener of the gateway failed; it is told the next requests.", e);
        }
    }
}
