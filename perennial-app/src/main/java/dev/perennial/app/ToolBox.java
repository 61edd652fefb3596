package dev.perennial.app;

import dev.perennial.agent.ReadOutputTool;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.output.OutputFolder;
import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.output.TextPages;
import dev.perennial.agent.output.TokenBudget;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.Permissions;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.tools.BashSettings;
import dev.perennial.tools.BashTool;
import dev.perennial.tools.BashVersion;
import dev.perennial.tools.ChangeLog;
import dev.perennial.tools.FileChanges;
import dev.perennial.tools.ReadFileTool;
import dev.perennial.tools.ShellLimits;
import dev.perennial.tools.StartEnvironment;
import dev.perennial.tools.TextEditorSettings;
import dev.perennial.tools.TextEditorTool;
import dev.perennial.tools.TextEditorVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools of the agent, as {@code run} offers them to the model and {@code tool} runs them by hand. For one thread. */
final class ToolBox {

    private final Surroundings surroundings;
    private final Settings settings;
    private @Nullable Outputs outputs;

    ToolBox(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** The names under which the model knows the tools that {@code run} offers. */
    static List<String> names(ToolVersions versions) {
        return List.of("bash", versions.editor().toolName(), ReadOutputTool.NAME, ReadFileTool.NAME);
    }

    /**
     * New tools in the start folder, with results within the budget.
     *
     * @param changes keeps what files were
     * @param prompt whom to ask about what the rules leave open
     */
    ToolRunner open(ToolVersions versions, FileChanges changes, Optional<PermissionPrompt> prompt) {
        Permissions permissions = new PermissionSettings(surroundings, settings).permissions();
        return runner(List.of(
                        bash(versions.bash()),
                        new TextEditorTool(
                                TextEditorSettings.in(surroundings.folder()).withVersion(versions.editor()), changes),
                        new ReadOutputTool(outputs()),
                        readFile()))
                .guardedBy(prompt.map(permissions::asking).orElse(permissions));
    }

    /** Runs tools with results within the budget. */
    ToolRunner runner(List<Tool> tools) {
        return new ToolRunner(tools).within(outputs());
    }

    /** The changes of a session, to be undone later. */
    ChangeLog changes(String session) {
        ChangeLogs.deleteOlder(surroundings, settings.retention(Setting.OUTPUT_RETENTION));
        try {
            return ChangeLogs.open(surroundings, session);
        } catch (IOException e) {
            throw new UsageException("What session " + session + " changed cannot be read: " + e.getMessage());
        }
    }

    /** Opened by the first that needs them. */
    private Outputs outputs() {
        Outputs opened = outputs == null ? openedOutputs() : outputs;
        outputs = opened;
        return opened;
    }

    private Outputs openedOutputs() {
        OutputFolder folder = OutputFolder.open(
                outputs(surroundings), settings.retention(Setting.OUTPUT_RETENTION), surroundings.clock());
        Capabilities model = Catalogue.builtIn().get(settings.required(Setting.MODEL));
        return new Outputs(folder, new TokenBudget(resultTokens(), model));
    }

    /** Where the outputs of all sessions lie. */
    static Path outputs(Surroundings surroundings) {
        return surroundings.home().resolve("outputs");
    }

    private long resultTokens() {
        long tokens = settings.number(Setting.RESULT_TOKENS).orElse(TokenBudget.DEFAULT_TOKENS);
        if (tokens < TokenBudget.FEWEST_TOKENS) {
            throw new UsageException("`%s` is %d: say at least %d."
                    .formatted(Setting.RESULT_TOKENS.key(), tokens, TokenBudget.FEWEST_TOKENS));
        }
        return tokens;
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
            case ReadOutputTool.NAME -> Optional.of(new ReadOutputTool(outputs()));
            case ReadFileTool.NAME -> Optional.of(readFile());
            default -> Optional.empty();
        };
    }

    private Tool bash(BashVersion version) {
        Set<String> credentials = ProviderCredentials.of(settings);
        StartEnvironment.eraseCredentials(credentials);
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.keySet().removeAll(credentials);
        return new BashTool(BashSettings.in(surroundings.folder())
                .withVersion(version)
                .withEnvironment(environment)
                .withSandbox(sandbox())
                .withLimits(new ShellLimits(
                        settings.number(Setting.TOOL_CPU),
                        settings.number(Setting.TOOL_MEMORY),
                        settings.number(Setting.TOOL_FILE_SIZE)))
                .withTimeout(settings.time(Setting.TOOL_TIMEOUT)));
    }

    /** Said here rather than by the first command. */
    private boolean sandbox() {
        boolean wanted = settings.isOn(Setting.SANDBOX);
        if (wanted && surroundings.program("bwrap").isEmpty()) {
            throw new UsageException("The sandbox needs bubblewrap (bwrap), which is not on the PATH: install it"
                    + " (apt-get install bubblewrap), or leave %s out.".formatted(Setting.SANDBOX.flag()));
        }
        return wanted;
    }

    private Tool readFile() {
        return new ReadFileTool(
                TextEditorSettings.in(surroundings.folder()),
                new TextPages(outputs().budget()));
    }

    private Tool editor(TextEditorVersion version) {
        return new TextEditorTool(TextEditorSettings.in(surroundings.folder()).withVersion(version));
    }
}
