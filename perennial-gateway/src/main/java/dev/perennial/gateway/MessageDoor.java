package dev.perennial.gateway;

import dev.perennial.client.Announcer;
import dev.perennial.client.Fallback;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.MessageRequest;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.RecoverySettings;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Takes requests for messages (platform.claude.com, "Messages"), and has them brought to their end. */
final class MessageDoor {

    private static final String PATH = "/v1/messages";
    private static final String GZIP = "gzip";
    private static final Set<String> UNPACKED_HERE = Set.of("", "identity", GZIP);

    private final GatewaySettings settings;
    private final Destinations destinations;
    private final RunningMessages running;
    private final PerennialListener listener;
    private final LongSupplier clock;
    private final LongSupplier random;

    MessageDoor(
            GatewaySettings settings,
            Destinations destinations,
            RunningMessages running,
            PerennialListener listener,
            LongSupplier clock,
            LongSupplier random) {
        this.settings = settings;
        this.destinations = destinations;
        this.running = running;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
    }

    /** Whether a request asks for a message; its path may have a prefix. */
    static boolean isFor(Exchange exchange) {
        return exchange.method().equals("POST")
                && exchange.path().endsWith(PATH)
                && UNPACKED_HERE.contains(encoding(exchange));
    }

    private static String encoding(Exchange exchange) {
        return String.join(",", exchange.headers().all("Content-Encoding"))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    void handle(Exchange exchange, Caller caller, Account account) throws InterruptedException {
        Asked asked = asked(exchange);
        try (Spool body = asked.body()) {
            message(exchange, caller, asked, body, account);
        }
    }

    /** What is needed of a request while it is served; its bytes are kept aside. */
    private record Asked(Spool body, boolean streaming, String model) {}

    private Asked asked(Exchange exchange) {
        byte[] body = exchange.body();
        long most = settings.http().maxBodyBytes();
        MessageRequest request =
                MessageRequest.of(encoding(exchange).equals(GZIP) ? Unpacked.request(body, most) : body);
        return new Asked(Spool.of(request.body()), request.streaming(), request.model());
    }

    private void message(Exchange exchange, Caller caller, Asked asked, Spool body, Account account)
            throws InterruptedException {
        RecoverySettings recovering = recovery(exchange.headers(), asked.streaming());
        Recovery recovery = Recovery.of(destinations.targets(body, asked.model()), recovering, random.getAsLong());
        Leaves leaves = leaves(exchange, caller, asked.model(), recovering);
        Reply reply = asked.streaming() ? new Reply.Streamed(exchange, pings(exchange)) : new Reply.Whole(exchange);
        Announcer announcer = new Announcer(
                listener,
                HexFormat.of().toHexDigits(random.getAsLong()),
                Fallback.places(settings.fallbacks(), asked.model()));
        announcer.begun(asked.model(), settings.upstream().toString());
        announcer.announce();
        UnbrokenMessage message = new UnbrokenMessage(
                exchange, caller.headers(), destinations, running, body, recovery, leaves, reply, announcer, clock);
        try {
            message.run();
        } finally {
            message.end()
                    .map(end -> new ServedMessage(
                            asked.model(), asked.streaming(), message.firstContent(), message.queued(), end))
                    .ifPresent(account::message);
        }
    }

    private Pings pings(Exchange exchange) {
        return new Pings(
                settings.firstPingFor(exchange.headers().first("User-Agent").orElse("")), clock.getAsLong());
    }

    /** The client's own governor comes first, if it has one. */
    private Leaves leaves(Exchange exchange, Caller caller, String model, RecoverySettings recovering) {
        List<GovernedMessage.Place> places = destinations.governed(exchange, caller.headers(), model);
        return new Leaves(
                Stream.concat(caller.client().map(GatewayClient::governing).stream(), Stream.of(settings.governing()))
                        .map(governing -> GovernedMessage.of(
                                governing, places, recovering.budgets(), recovering.consumerPatience()))
                        .toList());
    }

    /** Whoever sees the message only once it is whole is shown nothing that may turn out to be cut. */
    private RecoverySettings recovery(Headers headers, boolean streaming) {
        RecoverySettings recovery =
                settings.recoveryFor(headers.first("User-Agent").orElse(""));
        return streaming ? recovery.withBetas(headers.all("anthropic-beta")) : recovery.withDelivery(Delivery.AT_ONCE);
    }
}
