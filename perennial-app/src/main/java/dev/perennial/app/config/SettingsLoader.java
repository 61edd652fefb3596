package dev.perennial.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Lays the sources of settings over each other: defaults, the user's file, the folder's file, the environment, flags; the
 * later wins.
 */
public final class SettingsLoader {

    /** Variables that begin like a setting's but are none. */
    private static final Set<String> OTHER_VARIABLES = Set.of("PERENNIAL_HOME");

    /**
     * A folder may come from anywhere; it must not decide where the user's key is sent, tell the model
     * what to do, permit it more than the user does, have commands run, nor forget what the user keeps.
     */
    private static final Set<Setting> NOT_FOR_FOLDERS = Set.of(
            Setting.PROVIDER,
            Setting.BASE_URL,
            Setting.CA_CERTIFICATES,
            Setting.SYSTEM_SUFFIX,
            Setting.ALLOW,
            Setting.NO_JOURNAL,
            Setting.JOURNAL_RETENTION,
            Setting.OUTPUT_RETENTION,
            Setting.NOTIFY_COMMAND,
            Setting.NOTIFY_WEBHOOK,
            Setting.YES,
            Setting.SANDBOX);

    private final Map<String, String> environment;
    private final Path home;
    private final Path folder;

    /**
     * @param environment the variables of the process
     * @param home the folder of Perennial's state, whose {@code perennial.toml} is the user's
     * @param folder the folder in which the program was started
     */
    public SettingsLoader(Map<String, String> environment, Path home, Path folder) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.folder = folder;
    }

    /**
     * Loads the settings.
     *
     * @param flags the values of flags that were given
     * @throws SettingsException if a source has a key that is no setting, or cannot be read
     */
    public Settings load(Map<Setting, String> flags) {
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        file(home.resolve("perennial.toml"), Set.of()).forEach((setting, value) -> lay(values, setting, value));
        file(folder.resolve("perennial.toml"), NOT_FOR_FOLDERS)
                .forEach((setting, value) -> lay(values, setting, value));
        variables().forEach((setting, value) -> lay(values, setting, value));
        flags.forEach(
                (setting, value) -> lay(values, setting, new SettingValue(value, new Origin.Flag(setting.flag()))));
        return new Settings(values);
    }

    private static void lay(Map<Setting, SettingValue> values, Setting setting, SettingValue value) {
        SettingValue below = values.get(setting);
        if (below == null || !setting.isList()) {
            values.put(setting, value);
        } else {
            values.put(setting, new SettingValue(below.value() + "\n" + value.value(), value.origin()));
        }
    }

    /** What in the environment looks like a setting but is none; a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String variable : new TreeMap<>(environment).keySet()) {
            if (variable.startsWith("PERENNIAL_")
                    && !OTHER_VARIABLES.contains(variable)
                    && Setting.ofVariable(variable).isEmpty()) {
                warnings.add("The variable %s is no setting; did you mean %s?"
                        .formatted(variable, NearestName.variable(variable)));
            }
        }
        return List.copyOf(warnings);
    }

    private Map<Setting, SettingValue> variables() {
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.variable());
            if (value != null && !value.isEmpty()) {
                values.put(setting, new SettingValue(value, new Origin.Environment(setting.variable())));
            }
        }
        return values;
    }

    private static Map<Setting, SettingValue> file(Path file, Set<Setting> refused) {
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        if (!Files.exists(file)) {
            return values;
        }
        parse(file).properties().forEach(entry -> {
            Setting setting = setting(file, entry.getKey());
            SettingValue value = new SettingValue(text(file, setting, entry.getValue()), new Origin.File(file));
            if (refused.contains(setting)) {
                throw SettingsException.of(
                        setting,
                        value,
                        "a folder's file cannot set this; put it into your own perennial.toml or a flag");
            }
            values.put(setting, value);
        });
        return values;
    }

    private static JsonNode parse(Path file) {
        try {
            return new TomlMapper().readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            throw new SettingsException(
                    "%s is not TOML: %s (line %d)".formatted(file, malformed.getOriginalMessage(), line(malformed)));
        } catch (IOException unreadable) {
            throw new SettingsException(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static int line(JsonProcessingException malformed) {
        return malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
    }

    private static Setting setting(Path file, String key) {
        return Setting.ofKey(key)
                .orElseThrow(() -> new SettingsException(
                        "`%s` in %s is no setting; did you mean `%s`?".formatted(key, file, NearestName.key(key))));
    }

    private static String text(Path file, Setting setting, JsonNode value) {
        if (setting.isList() && value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(element -> text(file, setting, element))
                    .collect(Collectors.joining("\n"));
        }
        if (!value.isValueNode()) {
            throw new SettingsException(
                    "`%s` in %s is a table or a list: say a single value".formatted(setting.key(), file));
        }
        return value.asText();
    }
}
