package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingValue;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsException;
import dev.perennial.web.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What was chosen on the page: for all sessions that begin there, and for single ones. It counts before the flags of the start, which
 * count before variables and files. Kept from one start to the next. Thread-safe.
 */
final class PageSettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whom a page must not decide: where a key goes, whom to trust, what runs outside of sessions, and what is kept. */
    private static final Set<Setting> NOT_FOR_PAGES = EnumSet.of(
            Setting.BASE_URL,
            Setting.CA_CERTIFICATES,
            Setting.NOTIFY_COMMAND,
            Setting.NOTIFY_WEBHOOK,
            Setting.NO_JOURNAL,
            Setting.JOURNAL_RETENTION,
            Setting.OUTPUT_RETENTION,
            Setting.MARKDOWN);

    private static final String FIXED =
            "a session keeps the tools that it began with: choose others for those that begin from now on";

    private final ReentrantLock lock = new ReentrantLock();
    private final Surroundings surroundings;
    private final Map<Setting, String> given;
    private final Path folder;

    /**
     * @param given the flags of the start
     */
    PageSettings(Surroundings surroundings, Map<Setting, String> given) {
        this.surroundings = surroundings;
        this.given = Map.copyOf(given);
        this.folder = surroundings.home().resolve("web");
    }

    /** Those of sessions that begin now. */
    Map<Setting, String> ofNew() {
        return over(given, read(all()));
    }

    /** Those of a session. */
    Map<Setting, String> of(String session) {
        return over(ofNew(), read(one(session)));
    }

    /** Chooses for sessions that begin from now on; null takes a choice back. */
    void choose(ObjectNode changes) {
        choose(all(), () -> given, changes);
    }

    /** Chooses for one session. */
    void choose(String session, ObjectNode changes) {
        choose(one(session), this::ofNew, changes);
    }

    /**
     * @param below what counts where the file chooses nothing
     */
    private void choose(Path file, Supplier<Map<Setting, String>> below, ObjectNode changes) {
        if (changes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            Map<Setting, String> chosen = new EnumMap<>(Setting.class);
            chosen.putAll(read(file));
            changes.properties().forEach(change -> {
                Setting setting = setting(change.getKey());
                text(setting, change.getValue())
                        .ifPresentOrElse(value -> chosen.put(setting, value), () -> chosen.remove(setting));
            });
            check(over(below.get(), chosen));
            write(file, chosen);
        } finally {
            lock.unlock();
        }
    }

    void forget(String session) {
        try {
            Files.deleteIfExists(one(session));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Setting setting(String key) {
        Optional<Setting> setting =
                Arrays.stream(Setting.values()).filter(s -> s.key().equals(key)).findFirst();
        return setting.filter(s -> !NOT_FOR_PAGES.contains(s))
                .orElseThrow(() -> new RefusedException(
                        422,
                        "unknown_setting",
                        "`%s` is no setting that can be changed here: GET /api/settings lists them.".formatted(key)));
    }

    private static Optional<String> text(Setting setting, JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isArray() && setting.isList()) {
            return Optional.of(StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("\n")));
        }
        if (!value.isValueNode()) {
            throw new RefusedException(
                    422, "settings", "`%s` is `%s`: say a single value.".formatted(setting.key(), value));
        }
        return Optional.of(value.asText());
    }

    /** What the command line would refuse is refused here too, before it is kept. */
    private void check(Map<Setting, String> chosen) {
        try {
            Settings settings = surroundings.settings().load(chosen);
            SessionPlan plan = SessionPlan.of(surroundings, settings, true);
            plan.connection(event -> {}, event -> {}, LearnedTimings.forgotten().timings())
                    .close();
        } catch (UsageException | SettingsException | dev.perennial.client.ClientConfigurationException wrong) {
            throw new RefusedException(422, "settings", String.valueOf(wrong.getMessage()));
        }
    }

    /** All that can be chosen, with what it is and where that comes from. */
    ObjectNode describe() {
        return describe(surroundings.settings().load(ofNew()), Set.of());
    }

    /**
     * The same of one session.
     *
     * @param model the one that it asks
     * @param tools the settings that ask for the tools that it has
     */
    ObjectNode describe(String session, String model, Map<Setting, String> tools) {
        Map<Setting, String> own = of(session);
        own.putIfAbsent(Setting.MODEL, model);
        own.putAll(tools);
        Set<Setting> chosen = EnumSet.noneOf(Setting.class);
        chosen.addAll(tools.keySet());
        chosen.addAll(read(one(session)).keySet());
        ObjectNode json = describe(surroundings.settings().load(own), chosen);
        ToolVersions.SETTINGS.forEach(setting -> json.withObjectProperty("settings")
                .withObjectProperty(setting.key())
                .put("fixed", FIXED));
        return json;
    }

    private ObjectNode describe(Settings settings, Set<Setting> own) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode all = json.putObject("settings");
        Set<Setting> here = read(all()).keySet();
        for (Setting setting : Setting.values()) {
            if (!NOT_FOR_PAGES.contains(setting)) {
                SettingValue value = settings.get(setting);
                ObjectNode one = all.putObject(setting.key());
                put(one, setting, settings, value);
                one.put("origin", own.contains(setting) ? "session" : here.contains(setting) ? "page" : origin(value))
                        .put("default", setting.fallback())
                        .put("description", setting.description());
            }
        }
        return json;
    }

    private static void put(ObjectNode json, Setting setting, Settings settings, SettingValue value) {
        if (setting.isList()) {
            ArrayNode list = json.putArray("value");
            settings.list(setting).forEach(list::add);
        } else if (value.isSet()) {
            json.put("value", value.value());
        } else {
            json.putNull("value");
        }
    }

    private static String origin(SettingValue value) {
        return value.origin().toString();
    }

    private Path all() {
        return folder.resolve("settings.json");
    }

    private Path one(String session) {
        return folder.resolve("sessions").resolve(session + ".json");
    }

    private static Map<Setting, String> over(Map<Setting, String> below, Map<Setting, String> above) {
        Map<Setting, String> both = new EnumMap<>(Setting.class);
        both.putAll(below);
        both.putAll(above);
        return both;
    }

    private static Map<Setting, String> read(Path file) {
        Map<Setting, String> chosen = new EnumMap<>(Setting.class);
        if (Files.exists(file)) {
            parsed(file)
                    .properties()
                    .forEach(entry -> List.of(Setting.values()).stream()
                            .filter(setting -> setting.key().equals(entry.getKey()))
                            .forEach(setting ->
                                    chosen.put(setting, entry.getValue().asText())));
        }
        return chosen;
    }

    private static ObjectNode parsed(Path file) {
        String why = "it holds no object";
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException unreadable) {
            why = String.valueOf(unreadable.getMessage());
        }
        throw new SettingsException(
                "The file %s, which has what was chosen on the page, cannot be read: delete it to choose anew (%s)."
                        .formatted(file, why));
    }

    private static void write(Path file, Map<Setting, String> chosen) {
        ObjectNode json = JSON.createObjectNode();
        chosen.forEach((setting, value) -> json.put(setting.key(), value));
        try {
            OwnerOnly.replace(file, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
