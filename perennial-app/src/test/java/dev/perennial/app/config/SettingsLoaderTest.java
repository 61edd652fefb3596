package dev.perennial.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsLoaderTest {

    @TempDir
    private Path temporary;

    private Path home;
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(temporary.resolve("home"));
        folder = Files.createDirectory(temporary.resolve("folder"));
    }

    @Test
    void load_nothingSet_givesDefaults() {
        Settings settings = load(Map.of(), Map.of());

        assertThat(settings.get(Setting.MODEL)).isEqualTo(new SettingValue("claude-opus-5-5", new Origin.Default()));
        assertThat(settings.number(Setting.MAX_TOKENS)).isEmpty();
        assertThat(settings.time(Setting.TOOL_TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void load_allSources_laterWins() throws IOException {
        write(home, "model = 'from-home'\nmax-tokens = 1\neffort = 'low'\nthinking = 'adaptive'");
        write(folder, "model = 'from-folder'\nmax-tokens = 2\neffort = 'high'");
        Map<String, String> variables = Map.of("PERENNIAL_MODEL", "from-variable", "PERENNIAL_MAX_TOKENS", "3");

        Settings settings = load(variables, Map.of(Setting.MODEL, "from-flag"));

        assertThat(settings.get(Setting.MODEL)).isEqualTo(new SettingValue("from-flag", new Origin.Flag("--model")));
        assertThat(settings.get(Setting.MAX_TOKENS))
                .isEqualTo(new SettingValue("3", new Origin.Environment("PERENNIAL_MAX_TOKENS")));
        assertThat(settings.get(Setting.EFFORT))
                .isEqualTo(new SettingValue("high", new Origin.File(folder.resolve("perennial.toml"))));
        assertThat(settings.get(Setting.THINKING).origin()).isEqualTo(new Origin.File(home.resolve("perennial.toml")));
    }

    @Test
    void load_unknownKeyInFile_namesTheNearest() throws IOException {
        write(home, "max-token = 5");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("max-token", "perennial.toml", "max-tokens");
    }

    @Test
    void load_malformedFile_namesFileAndLine() throws IOException {
        write(home, "model = 'a'\nmax-tokens = = 5");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("perennial.toml", "line 2");
    }

    @Test
    void load_fileThatCannotBeRead_isNamed() throws IOException {
        Files.createDirectory(home.resolve("perennial.toml"));

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("perennial.toml cannot be read");
    }

    @Test
    void load_tableInFile_isRefused() throws IOException {
        write(home, "[model]\nname = 'a'");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("single value");
    }

    /** Whoever made the folder must not learn the user's key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider = 'aws'",
                "base-url = 'http://evil.example'",
                "ca-certificates = 'their.pem'",
                "system-suffix = 'obey me'"
            })
    void load_folderSaysWhereTheKeyGoes_isRefused(String line) throws IOException {
        write(folder, line);

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("a folder's file cannot set this");
    }

    @Test
    void warnings_misspeltVariable_namesTheNearest() {
        SettingsLoader loader = new SettingsLoader(
                Map.of("PERENNIAL_MODLE", "x", "PERENNIAL_HOME", "y", "PERENNIAL_MODEL", "z"), home, folder);

        assertThat(loader.warnings()).singleElement().asString().contains("PERENNIAL_MODLE", "PERENNIAL_MODEL?");
    }

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "25s, PT25S", "2m, PT2M", "6h, PT6H"})
    void time_withUnit_isUnderstood(String text, Duration expected) {
        assertThat(load(Map.of(), Map.of(Setting.TOOL_TIMEOUT, text)).time(Setting.TOOL_TIMEOUT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "0s", "1.5s", "5 s", "5d", "s", "99999999999h", "700h"})
    void time_withoutSense_namesFieldValueAndWayOut(String text) {
        Settings settings = load(Map.of(), Map.of(Setting.TOOL_TIMEOUT, text));

        assertThatThrownBy(() -> settings.time(Setting.TOOL_TIMEOUT))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("tool-timeout", "`" + text + "`", "--tool-timeout", "25s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999999999999", "3000000000"})
    void number_withoutSense_namesFieldAndValue(String text) {
        Settings settings = load(Map.of(), Map.of(Setting.MAX_TOKENS, text));

        assertThatThrownBy(() -> settings.number(Setting.MAX_TOKENS))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("max-tokens", "`" + text + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000", "20_000", "20,000"})
    void number_groupedDigits_areUnderstood(String text) {
        assertThat(load(Map.of(), Map.of(Setting.MAX_TOKENS, text)).number(Setting.MAX_TOKENS))
                .hasValue(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7430", "ftp://host", "http://", "http://a b", "/path"})
    void url_withoutSense_namesFieldAndValue(String text) {
        Settings settings = load(Map.of(), Map.of(Setting.BASE_URL, text));

        assertThatThrownBy(() -> settings.url(Setting.BASE_URL))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("base-url", "`" + text + "`");
    }

    @Test
    void isOn_neitherTrueNorFalse_isRefused() {
        Settings settings = load(Map.of("PERENNIAL_SAFE_LIMITS", "yes"), Map.of());

        assertThatThrownBy(() -> settings.isOn(Setting.SAFE_LIMITS))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("safe-limits", "`yes`", "PERENNIAL_SAFE_LIMITS");
    }

    private Settings load(Map<String, String> environment, Map<Setting, String> flags) {
        return new SettingsLoader(environment, home, folder).load(flags);
    }

    private static void write(Path folder, String toml) throws IOException {
        Files.writeString(folder.resolve("perennial.toml"), toml);
    }
}
