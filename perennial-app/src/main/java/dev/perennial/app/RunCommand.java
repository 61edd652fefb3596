package dev.perennial.app;

import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code run}: one task to its end, streamed. */
final class RunCommand implements Command {

    private final Surroundings surroundings;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "run", "Does one task in this folder and streams what happens.");
        spec.addPositional(Flags.words("TASK", "What to do; - reads it from standard input."));
        spec.addOption(Flags.texts("--file", "FILE", "A text file that belongs to the task; - for standard input."));
        spec.addOption(Flags.toggle("--json", "Print one JSON object per event."));
        spec.addOption(Flags.toggle("--no-tools", "Offer the model no tools."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        SettingsLoader loader = surroundings.settings();
        Settings settings = loader.load(Flags.settings(arguments));
        Terminal terminal = surroundings.terminal();
        loader.warnings().forEach(terminal::say);
        RunOptions options = options(arguments);
        Run run = new Run(surroundings, settings, options);
        return VirtualThread.call("run", () -> ExitCode.of(run.call().outcome()));
    }

    private RunOptions options(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        List<String> files = arguments.matchedOptionValue("--file", List.of());
        TaskInput input = new TaskInput(surroundings.in(), surroundings.inIsScreen(), surroundings.folder());
        return new RunOptions(
                input.read(words, files),
                input.mayOfferMore(words, files) ? Optional.of(input) : Optional.empty(),
                arguments.hasMatchedOption("--json"),
                !arguments.hasMatchedOption("--no-tools"));
    }
}
