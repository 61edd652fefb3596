package dev.perennial.app.keys;

import static dev.perennial.models.Catalogue.builtIn;

import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.gateway.GatewayClient;
import dev.perennial.gateway.GatewayListener;
import dev.perennial.gateway.ServedRequest;
import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a running gateway: who a key belongs to, what it may still use, and what it spends. Keys that are made or taken back
 * meanwhile count from the next request on. Safe for use by several threads.
 */
public final class KeyRing implements GatewayListener {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private static final int LONGEST_NAME = 100;
    private static final Spent ONE_MESSAGE = new Spent(1, TokenUsage.NONE, BigDecimal.ZERO);

    /** When and how long the file was that is known. */
    private record Version(FileTime changed, long length) {}

    private record Held(ClientKey key, GatewayClient client) {}

    private final KeyFile file;
    private final Ledger ledger;
    private final Clock clock;
    private final GatewayListener next;
    private Map<String, Held> clients;
    private Optional<Version> version;

    /**
     * The ring of a file.
     *
     * @param next hears what this hears
     * @throws KeyFileException if the file cannot be read
     */
    public KeyRing(KeyFile file, Ledger ledger, Clock clock, GatewayListener next) {
        this.file = file;
        this.ledger = ledger;
        this.clock = clock;
        this.next = next;
        this.version = version();
        this.clients = hold(Map.of());
    }

    /** The client that a key belongs to. */
    public synchronized Optional<GatewayClient> find(String secret) {
        hear();
        refresh();
        return Optional.ofNullable(clients.get(ClientKey.hash(secret))).map(Held::client);
    }

    /** How many clients there are. */
    public synchronized int size() {
        return clients.size();
    }

    /** What clients spend at other gateways counts here too. */
    private void hear() {
        Map<Account, Spent> elsewhere = ledger.news();
        if (!elsewhere.isEmpty()) {
            clients.values()
                    .forEach(held -> held.client()
                            .governing()
                            .governor()
                            .ifPresent(governor -> governor.spentElsewhere(
                                    Ledger.spendings(elsewhere, held.key().name(), today()))));
        }
    }

    /** While the file cannot be read, those who were known are. */
    private void refresh() {
        Optional<Version> now = version();
        if (now.equals(version)) {
            return;
        }
        try {
            clients = hold(clients);
            version = now;
        } catch (KeyFileException unreadable) {
            LOG.warn("The keys stay as they were: {}", unreadable.getMessage());
        }
    }

    private Optional<Version> version() {
        Path path = file.path();
        try {
            return Files.exists(path)
                    ? Optional.of(new Version(Files.getLastModifiedTime(path), Files.size(path)))
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** A client whose key has not changed goes on with what it had. */
    private Map<String, Held> hold(Map<String, Held> before) {
        Map<String, Held> all = new HashMap<>();
        for (ClientKey key : file.keys()) {
            Held known = before.get(key.hash());
            all.put(key.hash(), known != null && known.key().equals(key) ? known : new Held(key, client(key)));
        }
        return all;
    }

    private GatewayClient client(ClientKey key) {
        SharedGovernor governor = SharedGovernor.with(key.allowance().settings(clock.getZone()));
        governor.carryOver(ledger.before(key.name(), today()));
        return new GatewayClient(key.name(), Governing.ON.by(governor));
    }

    private String today() {
        return LocalDate.now(clock).toString();
    }

    @Override
    public void begun() {
        next.begun();
    }

    @Override
    public void served(ServedRequest request) {
        if (!request.key().isEmpty()) {
            request.message()
                    .ifPresent(message -> spent(message.outcome().report(), message.model())
                            .forEach((model, spent) ->
                                    ledger.add(new Account(request.key(), today(), model(model)), spent)));
        }
        next.served(request);
    }

    /** Names that clients make up are to fill no file. */
    private static String model(String asked) {
        return asked.length() <= LONGEST_NAME && builtIn().find(asked).isPresent() ? asked : "other";
    }

    /** By the models that served it: the message itself counts for the last of them. Of what nobody paid for nothing. */
    private static Map<String, Spent> spent(Report report, String asked) {
        Map<String, Spent> byModel = new LinkedHashMap<>();
        TokenUsage omitted = report.omitted().usage();
        String last = book(byModel, asked, omitted, prices(asked).cost(omitted), asked);
        for (AttemptReport attempt : report.attempts()) {
            String served = attempt.model().filter(m -> isAnother(m, asked)).orElse(asked);
            last = book(byModel, served, attempt.usage(), attempt.cost(prices(served)), last);
        }
        byModel.computeIfPresent(last, (_, spent) -> spent.plus(ONE_MESSAGE));
        return byModel;
    }

    private static String book(
            Map<String, Spent> byModel, String model, TokenUsage usage, BigDecimal dollars, String last) {
        if (usage.equals(TokenUsage.NONE)) {
            return last;
        }
        byModel.merge(model, new Spent(0, usage, dollars), Spent::plus);
        return model;
    }

    private static Prices prices(String model) {
        return builtIn().get(model).prices();
    }

    /** Whether a model is known, and not the one that was asked for under another name. */
    private static boolean isAnother(String served, String asked) {
        return builtIn()
                .find(served)
                .filter(model -> !model.withModel(asked).equals(builtIn().get(asked)))
                .isPresent();
    }
}
