package dev.perennial.gateway;

import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Fallback;
import dev.perennial.client.governor.CountingLeaves;
import dev.perennial.client.governor.Credential;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.client.governor.TokenCounter;
import dev.perennial.governor.Lane;
import dev.perennial.governor.Pool;
import dev.perennial.governor.estimate.CountingLeave;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.circuit.Circuits;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.recovery.MessageRequest;
import dev.perennial.stream.recovery.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Where messages may be asked for: the upstream first, then the fallbacks. Safe for use by several threads. */
final class Destinations implements AutoCloseable {

    /** Models that clients make up share their limits, so that their names fill nobody's memory. */
    private static final Capabilities UNKNOWN = Catalogue.assumed("other");

    private final GatewaySettings settings;
    private final Upstream first;
    private final List<Destination> all;
    private final Circuits circuits;
    private final CountingLeaves leaves = new CountingLeaves();

    /** A model, empty for the one that a client asks for, behind an upstream. */
    private record Destination(String model, String origin, Upstream upstream) {}

    private Destinations(GatewaySettings settings, LongSupplier clock) {
        this.settings = settings;
        this.circuits = new Circuits(clock);
        this.first = Upstream.of(settings);
        this.all = new ArrayList<>();
        all.add(new Destination("", ClockSource.origin(settings.upstream().toString()), first));
        settings.fallbacks().forEach(fallback -> all.add(destination(fallback)));
    }

    /**
     * The destinations of a gateway; no connection is made yet.
     *
     * @throws IllegalArgumentException if there is no way to one of them
     */
    static Destinations of(GatewaySettings settings, LongSupplier clock) {
        return new Destinations(settings, clock);
    }

    private Destination destination(Fallback fallback) {
        return fallback.own().map(client -> provided(fallback, client)).orElseGet(() -> addressed(fallback));
    }

    /** Opened here, so that what a provider misses is said when the gateway starts. */
    private Destination provided(Fallback fallback, ClientSettings client) {
        GatewayProvider provider = new GatewayProvider(
                client.provider(), ClientFactory.backend(client).orElseThrow());
        GatewaySettings there = settings.withoutFallbacks().withProvider(provider);
        return new Destination(
                fallback.model(), ClockSource.origin(there.upstream().toString()), Upstream.of(there));
    }

    private Destination addressed(Fallback fallback) {
        GatewaySettings there = fallback.server().map(settings::withUpstream).orElse(settings);
        Upstream upstream = fallback.server().isPresent() ? HttpUpstream.of(there) : first;
        return new Destination(
                fallback.model(), ClockSource.origin(there.upstream().toString()), upstream);
    }

    /** What the upstream is for all that is not a message. */
    Upstream first() {
        return first;
    }

    Upstream upstream(int target) {
        return all.get(target).upstream();
    }

    /** What people are told of where else a message is asked for; empty where its client meant it to be. */
    Optional<String> fallback(int target) {
        return target == 0
                ? Optional.empty()
                : Optional.of(
                        Fallback.places(settings.fallbacks(), "the same model").get(target));
    }

    /** What is asked where else a message is; empty if that is just what its client asked for. */
    Optional<String> otherModel(int target) {
        return Optional.of(all.get(target).model()).filter(m -> !m.isEmpty());
    }

    /** Where a message that is kept in a spool may be asked for. */
    List<Target> targets(Spool body, String model) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> target(all.get(i), body, model))
                .toList();
    }

    /** The same places as a governor sees them: before a provider all clients pay with what the gateway has. */
    List<GovernedMessage.Place> governed(Exchange exchange, Headers headers, String model) {
        return all.stream().map(d -> governed(d, exchange, headers, model)).toList();
    }

    private GovernedMessage.Place governed(Destination destination, Exchange exchange, Headers headers, String asked) {
        String model = destination.model().isEmpty() ? asked : destination.model();
        String credential = destination.upstream() instanceof ProviderUpstream
                ? destination.origin()
                : Credential.of(destination.origin(), headers::all);
        Capabilities known = Catalogue.builtIn().find(model).orElse(UNKNOWN);
        CountingLeave leave = leaves.of(Pool.of(credential, known.model(), Lane.STANDARD));
        TokenCounter counter = destination.upstream().counter(exchange, headers);
        return new GovernedMessage.Place(
                credential, known, counter.equals(TokenCounter.NONE) ? counter : new RememberedCount(counter, leave));
    }

    private Target target(Destination destination, Spool body, String asked) {
        String model = destination.model().isEmpty() ? asked : destination.model();
        return new Target(
                destination.model().isEmpty()
                        ? body
                        : () -> MessageRequest.of(body.bytes())
                                .withModel(model, Catalogue.builtIn().get(model))
                                .body(),
                Catalogue.builtIn().get(model),
                settings.clocks().at(destination.origin()),
                circuits.at(destination.origin()));
    }

    /** Takes no connection again that was made before. */
    void connectAnew() {
        all.stream().map(Destination::upstream).distinct().forEach(Upstream::connectAnew);
    }

    @Override
    public void close() {
        all.stream().map(Destination::upstream).distinct().forEach(Upstream::close);
    }
}
