package dev.perennial.app;

import dev.perennial.agent.Tool;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.tools.BashSettings;
import dev.perennial.tools.BashTool;
import dev.perennial.tools.BashVersion;
import dev.perennial.tools.StartEnvironment;
import dev.perennial.tools.TextEditorSettings;
import dev.perennial.tools.TextEditorTool;
import dev.perennial.tools.TextEditorVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tools of the agent, as {@code run} offers them to the model and {@code tool} runs them by hand. */
final class ToolBox {

    private final Surroundings surroundings;
    private final Settings settings;

    ToolBox(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** The names under which the model knows the tools that {@code run} offers. */
    static List<String> names(boolean tools) {
        return tools ? List.of("bash", "str_replace_based_edit_tool") : List.of();
    }

    /** New tools of the newest versions, in the start folder. */
    List<Tool> open() {
        return List.of(bash(BashVersion.BASH_20250124), editor(TextEditorVersion.TEXT_EDITOR_20250728));
    }

    /** A new tool by its name or its type; empty if there is none. */
    Optional<Tool> open(String name) {
        Optional<Tool> bash = Arrays.stream(BashVersion.values())
                .filter(version -> version.type().equals(name))
                .findFirst()
                .map(this::bash);
        Optional<Tool> editor = Arrays.stream(TextEditorVersion.values())
                .filter(version -> version.type().equals(name))
                .findFirst()
                .map(this::editor);
        return bash.or(() -> editor).or(() -> byName(name));
    }

    private Optional<Tool> byName(String name) {
        return switch (name) {
            case "bash" -> Optional.of(bash(BashVersion.BASH_20250124));
            case "str_replace_based_edit_tool" -> Optional.of(editor(TextEditorVersion.TEXT_EDITOR_20250728));
            case "str_replace_editor" -> Optional.of(editor(TextEditorVersion.TEXT_EDITOR_20250124));
            default -> Optional.empty();
        };
    }

    private Tool bash(BashVersion version) {
        StartEnvironment.eraseCredentials();
        return new BashTool(BashSettings.in(surroundings.folder())
                .withVersion(version)
                .withEnvironment(surroundings.environment())
                .withTimeout(settings.time(Setting.TOOL_TIMEOUT)));
    }

    private Tool editor(TextEditorVersion version) {
        return new TextEditorTool(TextEditorSettings.in(surroundings.folder()).withVersion(version));
    }
}
