package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.probe.Api;
import dev.perennial.app.probe.Probe;
import dev.perennial.app.probe.RejectedException;
import dev.perennial.app.probe.Rejoins;
import dev.perennial.app.probe.SdkApi;
import dev.perennial.app.probe.UnreachableException;
import dev.perennial.app.terminal.Terminal;
import java.security.SecureRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code probe}: asks the real API what the simulator has to assume. */
final class ProbeCommand implements Command {

    private static final String CONTINUATIONS = "--continuations";
    private static final int MOST = 100;

    private final Surroundings surroundings;

    ProbeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "probe", "Asks the API what the simulator assumes of it; needs a key, costs a few cents.");
        spec.addOption(Flags.toggle("--json", "Print one JSON object per assumption or continuation."));
        spec.addOption(Flags.text(
                CONTINUATIONS, "N", "Instead, cut an answer at N places and see how the model goes on with it."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        SettingsLoader loader = surroundings.settings();
        Settings settings = loader.load(Flags.settings(arguments));
        loader.warnings().forEach(surroundings.terminal()::say);
        Destination destination = Destination.of(settings, surroundings);
        if (destination.simulated()) {
            throw new UsageException("There is nobody to ask: set ANTHROPIC_API_KEY, or name a server by --base-url.");
        }
        String model = settings.required(Setting.MODEL);
        boolean json = arguments.hasMatchedOption("--json");
        return arguments.hasMatchedOption(CONTINUATIONS)
                ? continuations(destination, model, count(arguments), json)
                : assumptions(destination, model, json);
    }

    private static int count(ParseResult arguments) {
        String given = arguments.matchedOptionValue(CONTINUATIONS, "");
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw new UsageException(CONTINUATIONS + " is `" + given + "`: say how many, 1 to " + MOST + ".");
        }
        return Integer.parseInt(given);
    }

    private int assumptions(Destination destination, String model, boolean json) {
        ProbeReport report = new ProbeReport(surroundings.terminal().out(), json);
        return ask(destination, Probe.COST, api -> {
            new Probe(api, model).run(report::add);
            report.end();
        });
    }

    private int continuations(Destination destination, String model, int count, boolean json) {
        RejoinReport report = new RejoinReport(surroundings.terminal().out(), json);
        return ask(destination, Rejoins.cost(count), api -> {
            new Rejoins(api, model, new SecureRandom()).run(count, report::add);
            report.end();
        });
    }

    private int ask(Destination destination, String cost, Consumer<Api> questions) {
        Terminal terminal = surroundings.terminal();
        terminal.say("Asking " + destination.place() + ": " + cost + ".");
        try (Upstream upstream = Upstream.open(destination)) {
            questions.accept(new SdkApi(upstream.client()));
            return ExitCode.OK;
        } catch (RejectedException refused) {
            terminal.say(String.valueOf(refused.getMessage()));
            return ExitCode.REJECTED;
        } catch (UnreachableException gone) {
            terminal.say(destination.place() + " cannot be reached: " + gone.getMessage());
            return ExitCode.INTERRUPTED;
        }
    }
}
