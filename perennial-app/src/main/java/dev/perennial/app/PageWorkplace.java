package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsException;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.models.Catalogue;
import dev.perennial.web.RefusedException;
import dev.perennial.web.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the sessions of the page have in common. Thread-safe. */
final class PageWorkplace implements Workplace {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final ReentrantLock asking = new ReentrantLock();
    private final Surroundings surroundings;
    private final PageSettings settings;
    private final HostParts parts;
    private final PageKey key;
    private volatile Optional<Asked> asked = Optional.empty();

    /**
     * What a server said of its models.
     *
     * @param key the key that it was asked with
     */
    private record Asked(String place, String key, OfferedModels answer, Instant at) {}

    PageWorkplace(Surroundings surroundings, PageSettings settings, HostParts parts) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.parts = parts;
        this.key = PageKey.of(surroundings);
    }

    @Override
    public ObjectNode status() {
        ObjectNode status = JSON.objectNode().put("version", Version.text());
        try {
            Settings now = load();
            Destination destination = Destination.of(now, surroundings);
            status.put("simulated", destination.simulated())
                    .put("provider", now.required(Setting.PROVIDER))
                    .put("model", now.required(Setting.MODEL))
                    .put("place", destination.place());
            destination
                    .client()
                    .baseUrl()
                    .map(PageWorkplace::withoutPassword)
                    .ifPresent(url -> status.put("base_url", url));
            status.set("key", keyState(destination));
        } catch (UsageException | SettingsException | ClientConfigurationException wrong) {
            status.put("trouble", String.valueOf(wrong.getMessage()));
        }
        return status.put("folder", surroundings.folder().toString());
    }

    private ObjectNode keyState(Destination destination) {
        ObjectNode json = JSON.objectNode();
        String from = from();
        if (from.isEmpty()) {
            return json.put("state", "none");
        }
        String state = asked.filter(known -> isAbout(known, destination))
                .map(known -> switch (known.answer()) {
                    case OfferedModels.Listed _ -> "valid";
                    case OfferedModels.KeyRefused _ -> "invalid";
                    case OfferedModels.Unknown _ -> "unchecked";
                })
                .orElse("unchecked");
        return json.put("state", state).put("from", from);
    }

    /** Where the key is from that counts. */
    private String from() {
        boolean variable = Stream.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
                .anyMatch(name ->
                        !surroundings.environment().getOrDefault(name, "").isBlank());
        if (variable) {
            return "environment";
        }
        if (key.read().isPresent()) {
            return "page";
        }
        return Destination.hasCredentials(load(), surroundings) ? "file" : "";
    }

    @Override
    public ObjectNode keepKey(String text) {
        String entered = text.strip();
        if (!entered.matches("[\\x21-\\x7e]{8,500}")) {
            throw new RefusedException(
                    422, "key_malformed", "`key` is not a key: it has no spaces and is longer; copy it once more.");
        }
        asking.lock();
        try {
            refusing(() -> keepChecked(entered));
            return status();
        } finally {
            asking.unlock();
        }
    }

    /** The key that is there stays until the server has taken the new one, or cannot say. */
    private OfferedModels keepChecked(String entered) {
        if (from().equals("environment")) {
            throw new RefusedException(
                    409,
                    "key_in_environment",
                    "ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN is set where Perennial was started, and counts first: unset it there, then enter a key here.");
        }
        Destination destination = Destination.of(load(), surroundings, Optional.of(entered));
        OfferedModels answer = OfferedModels.ask(destination);
        if (answer instanceof OfferedModels.KeyRefused refused) {
            throw new RefusedException(
                    422,
                    "key_invalid",
                    "The server does not take this `key` (%d): copy it once more, or make a new one in the console."
                            .formatted(refused.status()));
        }
        key.keep(entered);
        asked = Optional.of(new Asked(
                destination.place(), entered, answer, surroundings.clock().instant()));
        return answer;
    }

    @Override
    public ObjectNode forgetKey() {
        asking.lock();
        try {
            key.forget();
            asked = Optional.empty();
            return status();
        } finally {
            asking.unlock();
        }
    }

    @Override
    public ObjectNode models() {
        Optional<Destination> destination = destination();
        boolean real = destination.filter(d -> !d.simulated()).isPresent();
        OfferedModels offered = real ? fresh(destination.get()) : new OfferedModels.Unknown("simulated");
        List<String> listed = offered instanceof OfferedModels.Listed known ? known.models() : List.of();
        ObjectNode json = JSON.objectNode().put("source", listed.isEmpty() ? "catalogue" : "api");
        ArrayNode models = json.putArray("models");
        if (listed.isEmpty()) {
            Catalogue.builtIn().all().stream().map(ModelJson::of).forEach(models::add);
        } else {
            listed.stream().map(Catalogue.builtIn()::get).map(ModelJson::of).forEach(models::add);
        }
        return json;
    }

    private OfferedModels fresh(Destination destination) {
        return asked.filter(known -> isAbout(known, destination))
                .filter(known ->
                        surroundings.clock().instant().isBefore(known.at().plus(FRESH)))
                .map(Asked::answer)
                .orElseGet(() -> refusing(this::ask));
    }

    private boolean isAbout(Asked known, Destination destination) {
        return known.place().equals(destination.place())
                && known.key().equals(key.read().orElse(""));
    }

    private OfferedModels ask() {
        asking.lock();
        try {
            Destination destination = Destination.of(load(), surroundings);
            OfferedModels answer = OfferedModels.ask(destination);
            asked = Optional.of(new Asked(
                    destination.place(),
                    key.read().orElse(""),
                    answer,
                    surroundings.clock().instant()));
            return answer;
        } finally {
            asking.unlock();
        }
    }

    private Optional<Destination> destination() {
        try {
            return Optional.of(Destination.of(load(), surroundings));
        } catch (UsageException | SettingsException | ClientConfigurationException wrong) {
            return Optional.empty();
        }
    }

    @Override
    public ObjectNode limits() {
        ObjectNode json = JSON.objectNode();
        ArrayNode pools = json.putArray("pools");
        parts.governing()
                .governor()
                .ifPresent(governor -> governor.state().pools().forEach(pool -> pools.add(LimitJson.of(pool))));
        json.set("kept", KeptLimits.of(surroundings).read().path("pools"));
        return json;
    }

    @Override
    public ObjectNode settings() {
        return refusing(settings::describe);
    }

    @Override
    public ObjectNode changeSettings(ObjectNode changes) {
        return refusing(() -> {
            settings.choose(changes);
            return settings.describe();
        });
    }

    /** What the command line says of wrong settings, in the words of the API. */
    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (UsageException | SettingsException | ClientConfigurationException wrong) {
            throw new RefusedException(422, "settings", String.valueOf(wrong.getMessage()));
        }
    }

    private Settings load() {
        return surroundings.settings().load(settings.ofNew());
    }

    private static String withoutPassword(String address) {
        return address.replaceFirst("//[^/@]*@", "//");
    }
}
