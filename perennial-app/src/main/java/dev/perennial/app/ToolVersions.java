package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.agent.journal.Journal;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingValue;
import dev.perennial.app.config.Settings;
import dev.perennial.client.RawMessages;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.tools.BashVersion;
import dev.perennial.tools.TextEditorVersion;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions of Anthropic's tools a session has. It keeps those that it began with: prompt caches and the signatures of thinking
 * depend on them.
 */
record ToolVersions(BashVersion bash, TextEditorVersion editor) {

    /** For who has no tools. */
    static final ToolVersions UNUSED =
            new ToolVersions(newest(BashVersion.values()), newest(TextEditorVersion.values()));

    /** Those that choose them, for sessions that are yet to begin. */
    static final Set<Setting> SETTINGS =
            Collections.unmodifiableSet(EnumSet.of(Setting.BASH_VERSION, Setting.EDITOR_VERSION));

    private static final String AUTO = "auto";

    /** How a session is asked is among the first of its entries. */
    private static final int FIRST = 100;

    /**
     * Those that the settings ask for, else the newest that the model takes.
     *
     * @throws UsageException if there is no such version, or the model is known not to take it
     */
    static ToolVersions of(Settings settings) {
        Capabilities model = Catalogue.builtIn().get(settings.required(Setting.MODEL));
        return new ToolVersions(
                chosen(settings, Setting.BASH_VERSION, BashVersion.values(), BashVersion::type, model),
                chosen(settings, Setting.EDITOR_VERSION, TextEditorVersion.values(), TextEditorVersion::type, model));
    }

    private static <V> V newest(V[] versions) {
        return versions[versions.length - 1];
    }

    /** The settings that ask for the tools of a request. */
    static Map<Setting, String> in(JsonNode request) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (JsonNode tool : request.path("tools")) {
            String type = tool.path("type").asText();
            if (Arrays.stream(BashVersion.values())
                    .anyMatch(version -> version.type().equals(type))) {
                settings.put(Setting.BASH_VERSION, type);
            }
            if (Arrays.stream(TextEditorVersion.values())
                    .anyMatch(version -> version.type().equals(type))) {
                settings.put(Setting.EDITOR_VERSION, type);
            }
        }
        return settings;
    }

    /** The settings that ask for the tools of a session; none if its model was not asked yet. */
    static Map<Setting, String> of(Journal journal, String session) {
        return journal.read(session, 0, FIRST).stream()
                .filter(entry -> entry.type().equals("settings"))
                .findFirst()
                .map(entry -> in(RawMessages.parse(entry.json()).path("request")))
                .orElse(Map.of());
    }

    /** What the API has to be told in the header {@code anthropic-beta} for it to know them. */
    List<String> betas() {
        return Stream.concat(bash.beta().stream(), editor.beta().stream())
                .distinct()
                .toList();
    }

    /**
     * Refuses a model that is known not to take them.
     *
     * @throws UsageException if it does not
     */
    void requireTakenBy(Capabilities model) {
        Stream.of(bash.type(), editor.type())
                .filter(type -> !takes(model, type))
                .findFirst()
                .ifPresent(type -> {
                    throw new UsageException(
                            "%s does not take `%s`, with which the session began: choose another model, or begin a new session."
                                    .formatted(model.model(), type));
                });
    }

    private static <V> V chosen(
            Settings settings, Setting setting, V[] versions, Function<V, String> type, Capabilities model) {
        SettingValue value = settings.get(setting);
        List<V> taken = Arrays.stream(versions)
                .filter(version -> takes(model, type.apply(version)))
                .toList();
        List<V> all = taken.isEmpty() ? List.of(versions) : taken;
        if (value.value().equals(AUTO)) {
            return all.getLast();
        }
        return all.stream()
                .filter(version -> type.apply(version).equals(value.value()))
                .findFirst()
                .orElseThrow(() -> new UsageException("`%s` is `%s` (%s), but %s takes %s: say one of these, or %s."
                        .formatted(
                                setting.key(),
                                value.value(),
                                value.origin(),
                                model.model(),
                                all.stream().map(type).collect(Collectors.joining(", ")),
                                AUTO)));
    }

    /** Of a model that nobody knows nothing is assumed to stand in the way. */
    private static boolean takes(Capabilities model, String type) {
        return !model.isKnown() || model.acceptsTool(type);
    }
}
