package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.Fallback;
import dev.perennial.client.Network;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.Provider;
import dev.perennial.client.governor.Governing;
import dev.perennial.http.HttpSettings;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.RecoverySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a gateway serves.
 *
 * @param http how it listens
 * @param upstream the address of the API, of HTTP or HTTPS; what comes after the host is put before every path
 * @param network how it is reached: proxies and certificate authorities
 * @param connectTimeout how long a connection to it may take to come about; more than zero
 * @param recovery how messages are kept alive, but for their clocks
 * @param clocks where those come from
 * @param fallbacks where else a message is asked for while nothing of it is to be had, each by model or address
 * @param governing who says which request may go now, for all clients together
 * @param profiles what is known of kinds of clients; the first one that fits counts
 * @param listener hears of every request
 * @param events hears what happens to messages
 * @param provider who offers the models, if it is not asked as clients ask
 * @param access who may use it; empty for all who reach it, each with a key of the API's
 */
public record GatewaySettings(
        HttpSettings http,
        URI upstream,
        Network network,
        Duration connectTimeout,
        RecoverySettings recovery,
        ClockSource clocks,
        List<Fallback> fallbacks,
        Governing governing,
        List<ClientProfile> profiles,
        GatewayListener listener,
        PerennialListener events,
        Optional<GatewayProvider> provider,
        Optional<ClientAccess> access) {

    /** The port that a gateway listens on where nobody says otherwise. */
    public static final int DEFAULT_PORT = 7420;

    /** The API itself (platform.claude.com, "API overview"). */
    public static final URI ANTHROPIC = URI.create("https://api.anthropic.com");

    private static final HttpSettings HTTP = HttpSettings.DEFAULT
            .withPort(DEFAULT_PORT)
            .withMaxHeadBytes(64 << 10)
            .withMaxBodyBytes(64L << 20)
            .withKeepAlive(Duration.ofSeconds(75))
            .withCloseGrace(Duration.ofSeconds(30));

    /**
     * Clients keep history, and could not send back what was cut: only what is whole is theirs, besides text. A connection that went silent is closed with its attempt and never taken again: no
     * wait is needed for that.
     */
    private static final RecoverySettings RECOVERY =
            RecoverySettings.DEFAULT.withDelivery(Delivery.WHOLE).withAfterSilence(Duration.ZERO);

    /** On port 7420 of the loopback address, before the API itself, which is reached as the process's environment says. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            HTTP,
            ANTHROPIC,
            Network.of(System.getenv()),
            Duration.ofSeconds(10),
            RECOVERY,
            origin -> FixedThresholds.DEFAULT,
            List.of(),
            Governing.ON,
            List.of(ClientProfile.CLAUDE_CODE),
            GatewayListener.NONE,
            PerennialListener.NONE,
            Optional.empty(),
            Optional.empty());

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the upstream is no address that requests can be sent to, or a fallback has a client of its own that is no provider's
     */
    public GatewaySettings {
        requireNonNull(http, "http");
        requireNonNull(network, "network");
        requireNonNull(recovery, "recovery");
        requireNonNull(clocks, "clocks");
        fallbacks = List.copyOf(fallbacks);
        requireNonNull(governing, "governing");
        profiles = List.copyOf(profiles);
        requireNonNull(listener, "listener");
        requireNonNull(events, "events");
        requireNonNull(provider, "provider");
        requireNonNull(access, "access");
        requireUsable(upstream);
        if (provider.isPresent() && fallbacks.stream().anyMatch(f -> f.server().isPresent())) {
            throw new IllegalArgumentException("a fallback names an address, which goes with the Claude API only;"
                    + " before a provider name another provider.");
        }
        if (fallbacks.stream().anyMatch(GatewaySettings::isOtherClientOfTheApi)) {
            throw new IllegalArgumentException(
                    "a fallback has a client of its own that is no provider's: name its address instead.");
        }
        if (!connectTimeout.isPositive()) {
            throw new IllegalArgumentException("connectTimeout " + connectTimeout + " has to be more than zero.");
        }
    }

    private static boolean isOtherClientOfTheApi(Fallback fallback) {
        return fallback.own().filter(c -> c.provider() == Provider.ANTHROPIC).isPresent();
    }

    private static void requireUsable(URI upstream) {
        String scheme = String.valueOf(upstream.getScheme()).toLowerCase(Locale.ROOT);
        if (upstream.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "upstream has a name or password before its host; clients bring their own credentials, leave it out.");
        }
        boolean usable = (scheme.equals("http") || scheme.equals("https")) && upstream.getHost() != null;
        if (!usable || upstream.getRawQuery() != null || upstream.getRawFragment() != null) {
            throw new IllegalArgumentException("upstream " + upstream
                    + " is no address of an API; name one like https://api.anthropic.com, without ? and #.");
        }
    }

    /** These settings on another port. */
    public GatewaySettings withPort(int port) {
        return withHttp(http.withPort(port));
    }

    /** These settings with another way to listen. */
    public GatewaySettings withHttp(HttpSettings other) {
        return with(draft -> draft.http = other);
    }

    /** These settings before another API. */
    public GatewaySettings withUpstream(URI other) {
        return with(draft -> draft.upstream = other);
    }

    /**
     * These settings before a provider: clients still speak the Messages API, and what they send is made what the provider takes.
     * Their own credentials are not sent on; whoever reaches the gateway uses those of the provider's back end.
     */
    public GatewaySettings withProvider(GatewayProvider other) {
        return with(draft -> {
            draft.upstream = URI.create(other.backend().baseUrl());
            draft.provider = Optional.of(other);
        });
    }

    /** These settings with another way to reach the upstream. */
    public GatewaySettings withNetwork(Network other) {
        return with(draft -> draft.network = other);
    }

    /** These settings with clocks, budgets, wording, fallbacks, governor and listener of others; how blocks are delivered stays as it is. */
    public GatewaySettings withStreams(PerennialSettings streams) {
        return with(draft -> {
            draft.connectTimeout = streams.connectTimeout();
            draft.recovery = recovery.withBudgets(streams.budgets()).withWording(streams.wording());
            draft.clocks = streams.clocks();
            draft.fallbacks = streams.fallbacks();
            draft.governing = streams.governing();
            draft.events = streams.listener();
        });
    }

    /**
     * These settings with other blocks live.
     *
     * @throws IllegalArgumentException if it is for consumers that follow restarts, which clients of the API do not
     */
    public GatewaySettings withDelivery(Delivery other) {
        if (other.restarts()) {
            throw new IllegalArgumentException(
                    "delivery is for consumers that follow restarts, but clients of the API do not; use one without.");
        }
        return with(draft -> draft.recovery = recovery.withDelivery(other));
    }

    /** These settings governed otherwise, or by nobody. */
    public GatewaySettings withGoverning(Governing other) {
        return with(draft -> draft.governing = other);
    }

    /** These settings for clients with keys of the gateway's only. */
    public GatewaySettings withAccess(ClientAccess other) {
        return with(draft -> draft.access = Optional.of(other));
    }

    /** These settings with another listener. */
    public GatewaySettings withListener(GatewayListener other) {
        return with(draft -> draft.listener = other);
    }

    /** These settings with other knowledge of clients. */
    public GatewaySettings withProfiles(List<ClientProfile> other) {
        return with(draft -> draft.profiles = other);
    }

    /** These settings with nobody else to ask. */
    GatewaySettings withoutFallbacks() {
        return with(draft -> draft.fallbacks = List.of());
    }

    private GatewaySettings with(Consumer<GatewayDraft> change) {
        GatewayDraft draft = new GatewayDraft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** How messages are kept alive for a client that calls itself so. */
    RecoverySettings recoveryFor(String userAgent) {
        return profiles.stream()
                .filter(p -> p.fits(userAgent))
                .findFirst()
                .flatMap(ClientProfile::patience)
                .map(recovery::withConsumerPatience)
                .orElse(recovery);
    }

    /** How long a client that calls itself so waits for its turn before it gets pings; empty for as long as it takes. */
    Optional<Duration> firstPingFor(String userAgent) {
        return profiles.stream()
                .filter(p -> p.fits(userAgent))
                .findFirst()
                .map(ClientProfile::firstPing)
                .orElse(Optional.of(ClientProfile.USUAL_FIRST_PING));
    }
}
