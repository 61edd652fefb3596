package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingValue;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Printable;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code config print}: every setting with its origin, and the system prompt. */
final class ConfigCommand implements Command {

    /** Variables of the SDK that keep their meaning here. */
    private static final List<String> SDK_VARIABLES =
            List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "ANTHROPIC_CUSTOM_HEADERS");

    private final Surroundings surroundings;

    ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "config", "Shows the settings: config print.");
        spec.addPositional(Flags.words("print", "What to do with them."));
        spec.addOption(Flags.toggle("--no-tools", "As if the model were offered no tools."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        if (!words.equals(List.of("print"))) {
            throw new UsageException("config can only print: ./perennial config print");
        }
        Settings settings = surroundings.settings().load(Flags.settings(arguments));
        PrintStream out = surroundings.terminal().out();
        printSettings(out, settings);
        printSdkVariables(out);
        out.printf("%nSystem prompt of a session started here and now:%n%n");
        List<String> tools =
                arguments.hasMatchedOption("--no-tools") ? List.of() : ToolBox.names(ToolVersions.of(settings));
        out.print(SystemPrompts.text(surroundings, settings, tools));
        surroundings.settings().warnings().forEach(surroundings.terminal()::say);
        return ExitCode.OK;
    }

    private void printSettings(PrintStream out, Settings settings) {
        out.println("Settings (flag over variable over file over default):");
        for (Setting setting : Setting.values()) {
            SettingValue value = settings.get(setting);
            String shown = value.isSet() ? value.value() : "-";
            out.printf("  %-24s = %-28s (%s)%n", setting.key(), Printable.of(shown), value.origin());
        }
        out.printf("Your settings file: %s%n", surroundings.home().resolve("perennial.toml"));
    }

    /** Says whether they are set, never what to: the key is a secret, and headers may hold one. */
    private void printSdkVariables(PrintStream out) {
        out.printf("%nVariables of the Anthropic SDK:%n");
        for (String variable : SDK_VARIABLES) {
            boolean set = !surroundings.environment().getOrDefault(variable, "").isEmpty();
            out.printf("  %-24s %s%n", variable, set ? "set" : "not set");
        }
    }
}
