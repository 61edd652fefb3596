package dev.perennial.app;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import dev.perennial.app.config.NearestName;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.MessageStreamException;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.UnfinishedMessageException;
import dev.perennial.examples.Example;
import dev.perennial.examples.Examples;
import dev.perennial.examples.Stage;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code example}: runs an everyday pattern, or shows its program. */
final class ExampleCommand implements Command {

    private static final int MOST_ALIKE = 3;

    private final Surroundings surroundings;

    ExampleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "example", "Runs an everyday pattern in Java; without a name, lists those there are.");
        spec.addPositional(Flags.words("NAME", "Which one, for example basic-text."));
        spec.addOption(Flags.toggle("--source", "Print its program instead of running it."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> names = arguments.matchedPositionalValue(0, List.of());
        if (names.isEmpty()) {
            list();
            return ExitCode.OK;
        }
        if (names.size() > 1) {
            throw new UsageException("Name one example, not " + names.size() + ": " + String.join(", ", names) + ".");
        }
        Example example = find(names.getFirst());
        if (arguments.hasMatchedOption("--source")) {
            surroundings.terminal().out().print(example.source());
            return ExitCode.OK;
        }
        return play(example, surroundings.settings().load(Flags.settings(arguments)));
    }

    private void list() {
        int widest = Examples.all().stream()
                .mapToInt(example -> example.name().length())
                .max()
                .orElse(0);
        for (Example example : Examples.all()) {
            surroundings.terminal().out().printf("%-" + widest + "s  %s%n", example.name(), example.summary());
        }
    }

    private static Example find(String name) {
        return Examples.named(name)
                .orElseThrow(() ->
                        new UsageException("There is no example `%s`; did you mean %s? ./perennial example lists all."
                                .formatted(name, String.join(", ", namesLike(name)))));
    }

    private static List<String> namesLike(String name) {
        List<String> names = Examples.all().stream().map(Example::name).toList();
        return NearestName.of(name, names, MOST_ALIKE);
    }

    private int play(Example example, Settings settings) {
        Destination destination = Destination.of(settings, surroundings);
        surroundings.terminal().say(Greeting.of(settings.required(Setting.MODEL), destination));
        try (LearnedTimings timings = LearnedTimings.of(destination.simulated(), surroundings);
                Upstream upstream = Upstream.open(
                        destination,
                        List.of(Perennial.with(
                                StreamSettings.of(settings, PerennialListener.NONE, timings.timings()))))) {
            Stage stage = new Stage(
                    upstream.client(),
                    upstream.settings(),
                    settings.required(Setting.MODEL),
                    surroundings.terminal().out());
            return VirtualThread.call("example", () -> run(example, stage));
        }
    }

    private int run(Example example, Stage stage) {
        try (Interruption _ = Interruption.onSignal(Thread.currentThread()::interrupt)) {
            example.run(stage);
            return ExitCode.OK;
        } catch (Exception failed) {
            return failure(failed);
        }
    }

    private int failure(Exception failure) {
        return switch (failure) {
            case InterruptedException _ -> ExitCode.STOPPED;
            case MessageStreamException broken -> said(broken, ExitCode.INTERRUPTED);
            case AnthropicServiceException refused -> said(refused, ExitCode.REJECTED);
            case ClientConfigurationException wrong -> throw wrong;
            case AnthropicException unreachable ->
                said(
                        UnfinishedMessageException.in(unreachable)
                                .<Exception>map(unfinished -> unfinished)
                                .orElse(unreachable),
                        ExitCode.INTERRUPTED);
            case RuntimeException bug -> throw bug;
            default -> throw new IllegalStateException(failure);
        };
    }

    private int said(Exception failure, int exitCode) {
        surroundings.terminal().say(String.valueOf(failure.getMessage()));
        return exitCode;
    }
}
