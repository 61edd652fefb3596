package dev.perennial.agent;

import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.exchange.SentRequest;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Has every exchange of a session written down, before it is sent. An attempt that was given up may end much later than the
 * request that it was for: it is told as closed when that is over. Thread-safe.
 */
final class Exchanges implements ExchangeListener {

    private final EventLog log;
    private final LongSupplier nanoTime;
    private final Map<Integer, Open> open = new ConcurrentSkipListMap<>();

    private record Open(SessionEvent.ExchangeStarted event, long nanos) {}

    Exchanges(EventLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public Consumer<ExchangeEnd> sending(SentRequest request) {
        SessionEvent.ExchangeStarted started = log.get(fold -> started(fold, request));
        open.put(started.number(), new Open(started, nanoTime.getAsLong()));
        log.settle();
        return end -> ended(started.number(), end);
    }

    private SessionEvent.ExchangeStarted started(SessionFold fold, SentRequest request) {
        SessionEvent.ExchangeStarted started =
                new SessionEvent.ExchangeStarted(fold.exchanges() + 1, fold.requests(), request);
        log.append(started);
        return started;
    }

    private void ended(int number, ExchangeEnd end) {
        Open begun = open.remove(number);
        if (begun != null) {
            log.append(new SessionEvent.ExchangeEnded(begun.event(), end));
        }
    }

    /** The request is over, and with it all that was sent for it. */
    void over() {
        open.forEach((number, begun) -> {
            Duration lasted = Duration.ofNanos(nanoTime.getAsLong() - begun.nanos());
            ended(
                    number,
                    new ExchangeEnd(ExchangeEnd.How.CLOSED, OptionalInt.empty(), Map.of(), "", lasted, lasted, 0));
        });
    }
}
