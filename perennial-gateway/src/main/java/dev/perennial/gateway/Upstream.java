package dev.perennial.gateway;

import dev.perennial.client.governor.TokenCounter;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.util.Optional;

/** The API behind the gateway. Safe for use by several threads. */
interface Upstream extends AutoCloseable {

    /**
     * The upstream of a gateway; no connection is made yet.
     *
     * @throws IllegalArgumentException if there is no way to it
     */
    static Upstream of(GatewaySettings settings) {
        return settings.provider()
                .<Upstream>map(provider -> new ProviderUpstream(provider, settings))
                .orElseGet(() -> HttpUpstream.of(settings));
    }

    /**
     * Sends what the client sent, with the body that still has to be read; what becomes of it goes into the mailbox.
     *
     * @throws UnsendableRequestException if the client's request cannot be sent on
     */
    UpstreamExchange send(Exchange from, Headers headers, Mailbox mailbox);

    /**
     * Sends what the client sent, a message, with this body.
     *
     * @param number tells the attempts of one message apart
     * @throws UnsendableRequestException if the client's request cannot be sent on
     */
    UpstreamExchange sendMessage(int number, Exchange from, Headers headers, Spool body, Mailbox mailbox);

    /** Counts the tokens of what such a message asks; has the headers that it is sent with. */
    TokenCounter counter(Exchange from, Headers headers);

    /** Takes no connection again that was made before; those in use stay. */
    void connectAnew();

    /** Why no connection comes about; empty if one does. */
    Optional<String> trouble();

    /** Where it is, for messages to people. */
    String address();

    @Override
    void close();
}
