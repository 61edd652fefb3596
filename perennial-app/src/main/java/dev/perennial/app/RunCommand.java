package dev.perennial.app;

import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code run}: one task to its end, streamed. */
final class RunCommand implements Command {

    /** The flag by which a detached process is told the id of its session. */
    static final String AS = "--as";

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
        spec.addOption(Flags.text("--session", "ID", "Say it in this session, behind what was said there before."));
        spec.addOption(
                Flags.toggle("--detach", "Do it in a process of its own, which needs no terminal; print its session."));
        spec.addOption(OptionSpec.builder(AS).type(String.class).hidden(true).build());
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        RunOptions options = options(arguments);
        Optional<String> session = Optional.ofNullable(arguments.matchedOptionValue("--session", null));
        refuseTogether(arguments, "--session", "--no-tools", "a session keeps the tools that it began with");
        refuseTogether(arguments, "--session", "--detach", "a detached task begins a session of its own");
        refuseTogether(arguments, "--detach", "--json", "./perennial show ID --follow --json prints the events");
        if (session.isPresent()) {
            return new GoingOn(surroundings, Flags.settings(arguments)).with(session.get(), false, _ -> options);
        }
        SettingsLoader loader = surroundings.settings();
        Settings settings = loader.load(Flags.settings(arguments));
        if (arguments.hasMatchedOption("--detach")) {
            String task = options.task().orElseThrow() + offered(options);
            return new Detached(surroundings, Flags.settings(arguments)).run(task, options.tools());
        }
        loader.warnings().forEach(surroundings.terminal()::say);
        SessionPlan plan = SessionPlan.of(surroundings, settings, options.tools());
        return VirtualThread.call("run", () -> {
            try (SessionKeeper keeper = SessionKeeper.of(surroundings, settings)) {
                Run run = new Run(plan, options, keeper);
                return ExitCode.of(run.begin().outcome());
            }
        });
    }

    private static void refuseTogether(ParseResult arguments, String first, String second, String why) {
        if (arguments.hasMatchedOption(first) && arguments.hasMatchedOption(second)) {
            throw new UsageException("`%s` and `%s` do not go together: %s.".formatted(first, second, why));
        }
    }

    private static String offered(RunOptions options) {
        return options.more()
                .flatMap(input -> input.offered(Run.WAIT_FOR_INPUT))
                .filter(text -> !text.isBlank())
                .map(text -> "\n\n" + text)
                .orElse("");
    }

    private RunOptions options(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        List<String> files = arguments.matchedOptionValue("--file", List.of());
        TaskInput input = new TaskInput(surroundings.in(), surroundings.inIsScreen(), surroundings.folder());
        return new RunOptions(
                Optional.of(input.read(words, files)),
                input.mayOfferMore(words, files) ? Optional.of(input) : Optional.empty(),
                arguments.hasMatchedOption("--json"),
                !arguments.hasMatchedOption("--no-tools"),
                Optional.ofNullable(arguments.matchedOptionValue(AS, null)));
    }
}
