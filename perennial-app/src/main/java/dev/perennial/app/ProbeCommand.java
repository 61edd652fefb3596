package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.probe.Probe;
import dev.perennial.app.probe.RejectedException;
import dev.perennial.app.probe.SdkApi;
import dev.perennial.app.probe.UnreachableException;
import dev.perennial.app.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code probe}: asks the real API what the simulator has to assume. */
final class ProbeCommand implements Command {

    private final Surroundings surroundings;

    ProbeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "probe", "Asks the API what the simulator assumes of it; needs a key, costs a few cents.");
        spec.addOption(Flags.toggle("--json", "Print one JSON object per assumption."));
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
        return probe(destination, settings.required(Setting.MODEL), arguments.hasMatchedOption("--json"));
    }

    private int probe(Destination destination, String model, boolean json) {
        Terminal terminal = surroundings.terminal();
        terminal.say("Asking " + destination.place() + ": " + Probe.COST + ".");
        ProbeReport report = new ProbeReport(terminal.out(), json);
        try (Upstream upstream = Upstream.open(destination)) {
            new Probe(new SdkApi(upstream.client()), model).run(report::add);
            report.end();
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
