package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingsException;
import dev.perennial.web.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is chosen on the page, for all sessions and for one. */
final class PageSettingsTest {

    private static final String WARM = "claude-haiku-4-5";

    @TempDir
    private Path folder;

    private PageSettings settings;

    @BeforeEach
    void open() {
        settings = new PageSettings(WithoutTerminal.in(folder, Map.of()), Map.of(Setting.ASK, "bash: ls*"));
    }

    private static ObjectNode changes() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Path kept(String name, String text) throws IOException {
        Path file = folder.resolve(".home").resolve("web").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void choice_takenBackForAll_isCheckedWithoutIt() {
        settings.choose(changes().put("model", WARM).put("temperature", "0.5"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> settings.choose(changes().putNull("model")))
                .withMessageContaining("temperature");
        assertThat(settings.ofNew()).containsEntry(Setting.MODEL, WARM);

        settings.choose(changes().putNull("model").putNull("temperature"));
        assertThat(settings.ofNew()).containsOnlyKeys(Setting.ASK);
    }

    @Test
    void choice_takenBackForOne_isCheckedWithoutIt() {
        settings.choose("s-1", changes().put("model", WARM).put("temperature", "0.5"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> settings.choose("s-1", changes().putNull("model")))
                .withMessageContaining("temperature");
        settings.choose("s-1", changes().putNull("model").putNull("temperature"));
        assertThat(settings.of("s-1")).containsOnlyKeys(Setting.ASK);
    }

    @Test
    void choiceThatCannotBeUsed_canBeTakenBack() throws IOException {
        kept("settings.json", "{\"temperature\":\"0.5\"}");
        settings.choose(changes().putNull("temperature"));

        assertThat(settings.ofNew()).containsOnlyKeys(Setting.ASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"model\"", "[]"})
    void damagedFile_isToldByItsName(String text) throws IOException {
        Path file = kept("sessions/s-1.json", text);

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.of("s-1"))
                .withMessageContaining(file.toString())
                .withMessageContaining("delete it");
        assertThat(settings.of("s-2")).containsOnlyKeys(Setting.ASK);
    }
}
