package dev.perennial.client.exchange;

import java.util.function.Consumer;

/**
 * Hears of every request for a message that is sent, each attempt by itself, and of what came back.
 *
 * <pre>{@code
 * PerennialSettings.builder()
 *         .exchanges(request -> {
 *             log.info("{} {}", request.method(), request.url());
 *             return end -> log.info("{} after {}", end.status(), end.lasted());
 *         })
 *         .build();
 * }</pre>
 *
 * <p>Called by several threads where several requests are under way.
 */
@FunctionalInterface
public interface ExchangeListener {

    /** Hears nothing. */
    ExchangeListener NONE = request -> end -> {};

    /**
     * A request is about to be sent. It waits until this returns, on a thread of its own, while its clocks run; if this throws, it is
     * not sent.
     *
     * @return is told once how the exchange ended, by whichever thread ends it; must not block, and what it throws is logged
     */
    Consumer<ExchangeEnd> sending(SentRequest request);
}
