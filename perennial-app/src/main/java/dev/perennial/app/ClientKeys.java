package dev.perennial.app;

import dev.perennial.app.keys.KeyRing;
import dev.perennial.app.keys.Ledger;
import dev.perennial.gateway.ClientAccess;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.Headers;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The keys of a gateway's clients, if it has any to give. */
final class ClientKeys implements AutoCloseable {

    /** Clients bring their own. */
    static final ClientKeys NONE = new ClientKeys(Optional.empty());

    /** What a simulator asks for is nobody's money. */
    private static final String NO_MONEY = "simulated";

    private final Optional<Asked> asked;

    /** What it takes to ask for them. */
    private record Asked(KeyRing ring, Ledger ledger, Headers credential) {}

    private ClientKeys(Optional<Asked> asked) {
        this.asked = asked;
    }

    /**
     * Those that {@code --client-keys} asks for.
     *
     * @throws UsageException if the gateway has nothing to pay with upstream
     * @throws dev.perennial.app.keys.KeyFileException if the keys cannot be read
     */
    static ClientKeys of(ParseResult arguments, UpstreamFlag upstream, AccessLog log, Surroundings surroundings) {
        if (!arguments.hasMatchedOption("--client-keys")) {
            return NONE;
        }
        Headers credential = credential(upstream, surroundings);
        Path home = surroundings.home();
        Ledger ledger = Ledger.open(upstream.isSimulator() ? home.resolve(NO_MONEY) : home);
        KeyRing ring = new KeyRing(KeysCommand.file(surroundings), ledger, surroundings.clock(), log);
        return new ClientKeys(Optional.of(new Asked(ring, ledger, credential)));
    }

    private static Headers credential(UpstreamFlag upstream, Surroundings surroundings) {
        if (upstream.isProvider()) {
            return Headers.EMPTY;
        }
        if (upstream.isSimulator()) {
            return Headers.of("x-api-key", "simulated");
        }
        return variable("ANTHROPIC_API_KEY", surroundings)
                .map(key -> Headers.of("x-api-key", key))
                .or(() -> variable("ANTHROPIC_AUTH_TOKEN", surroundings)
                        .map(token -> Headers.of("Authorization", "Bearer " + token)))
                .orElseThrow(() -> new UsageException("`--client-keys` needs a key with which the API is asked:"
                        + " set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN."));
    }

    private static Optional<String> variable(String name, Surroundings surroundings) {
        return Optional.of(surroundings.environment().getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty());
    }

    boolean areAsked() {
        return asked.isPresent();
    }

    /** For people. */
    String words() {
        int size = asked.map(a -> a.ring().size()).orElse(0);
        return "Takes the keys of " + size + (size == 1 ? " client" : " clients")
                + ", and of those that `perennial keys add` makes meanwhile.";
    }

    /** A gateway's settings with them. */
    GatewaySettings before(GatewaySettings settings) {
        return asked.map(a -> settings.withAccess(new ClientAccess(a.ring()::find, a.credential()))
                        .withListener(a.ring()))
                .orElse(settings);
    }

    @Override
    public void close() {
        asked.ifPresent(a -> a.ledger().close());
    }
}
