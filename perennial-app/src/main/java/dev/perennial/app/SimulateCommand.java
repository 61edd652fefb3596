package dev.perennial.app;

import dev.perennial.http.ServerStartException;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.Timing;
import dev.perennial.simulator.TimingProfile;
import dev.perennial.simulator.demo.DemoBrain;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.replay.RecordingException;
import dev.perennial.simulator.replay.ReplayBrain;
import dev.perennial.simulator.script.ScriptBrain;
import dev.perennial.simulator.script.ScriptException;
import dev.perennial.simulator.text.TextBrain;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code simulate}: the built-in simulator as a server for any client. */
final class SimulateCommand implements Command {

    private static final int DEFAULT_PORT = 7430;

    private final Surroundings surroundings;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "simulate", "Serves a fake Messages API until it is stopped.");
        spec.addOption(Flags.text("--host", "HOST", "The address to listen on (default: 127.0.0.1)."));
        spec.addOption(Flags.text("--port", "N", "The port to listen on; 0 for any free one (default: 7430)."));
        spec.addOption(Flags.text("--brain", "NAME", "demo, script, text or replay: who answers (default: demo)."));
        spec.addOption(Flags.text("--script", "FILE", "The replies of the brain `script`, as JSON."));
        spec.addOption(Flags.text("--replay", "FILE", "Give back the answers of this log, or of a file with one stream."));
        spec.addOption(Flags.text("--seed", "N", "Equal seeds give equal answers (default: 1)."));
        spec.addOption(Flags.text("--pace", "NAME", "lively, instant, " + profiles() + ": how fast it writes (default: lively)."));
        spec.addOption(Flags.text(
                "--limits", "LIMITS", "off, start, build, scale or requests=N,input=N,output=N a minute (default: off)."));
        spec.addOption(Flags.text("--manner", "NAME", "How interrupted answers are continued (default: exact)."));
        spec.addOption(Flags.text("--log", "FILE", "Write every request and answer to this file, one JSON a line."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption _ = Interruption.onSignal(stopped::countDown);
                SimulatorServer server = start(arguments)) {
            announce(server);
            stopped.await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }

    private SimulatorServer start(ParseResult arguments) {
        try {
            return SimulatorServer.start(settings(arguments));
        } catch (ServerStartException | ScriptException | RecordingException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private SimulatorSettings settings(ParseResult arguments) {
        SimulatorSettings.Builder settings = SimulatorSettings.builder(brain(arguments))
                .host(arguments.matchedOptionValue("--host", "127.0.0.1"))
                .port((int) number(arguments, "--port", DEFAULT_PORT, 65_535))
                .seed(number(arguments, "--seed", 1, Long.MAX_VALUE))
                .pace(pace(arguments))
                .limits(limits(arguments))
                .manner(manner(arguments));
        log(arguments).ifPresent(settings::requestLog);
        return settings.build();
    }

    private Brain brain(ParseResult arguments) {
        String name = arguments.matchedOptionValue("--brain", impliedBrain(arguments));
        return switch (name) {
            case "demo" -> new DemoBrain();
            case "text" -> TextBrain.create();
            case "script" -> script(arguments);
            case "replay" -> replay(arguments);
            default -> throw new UsageException("`--brain` is `" + name + "`: say demo, script, text or replay.");
        };
    }

    private static String impliedBrain(ParseResult arguments) {
        if (arguments.hasMatchedOption("--replay")) {
            return "replay";
        }
        return arguments.hasMatchedOption("--script") ? "script" : "demo";
    }

    private Brain replay(ParseResult arguments) {
        String file = arguments.matchedOptionValue("--replay", "");
        if (file.isEmpty()) {
            throw new UsageException("The brain `replay` needs a recording: add --replay FILE.");
        }
        return ReplayBrain.read(surroundings.folder().resolve(file), ReplayBrain.Matching.IN_ORDER);
    }

    private static Limits limits(ParseResult arguments) {
        try {
            return Limits.parse(arguments.matchedOptionValue("--limits", "off"));
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("`--limits`: " + unusable.getMessage());
        }
    }

    private static Manner manner(ParseResult arguments) {
        String name = arguments.matchedOptionValue("--manner", Manner.EXACT.label());
        return Manner.named(name)
                .orElseThrow(() -> new UsageException("`--manner` is `" + name + "`: say one of "
                        + Arrays.stream(Manner.values()).map(Manner::label).collect(Collectors.joining(", ")) + "."));
    }

    private static String profiles() {
        return TimingProfile.all().stream().map(TimingProfile::name).collect(Collectors.joining(", "));
    }

    private Brain script(ParseResult arguments) {
        String file = arguments.matchedOptionValue("--script", "");
        if (file.isEmpty()) {
            throw new UsageException("The brain `script` needs its replies: add --script FILE.");
        }
        return ScriptBrain.read(surroundings.folder().resolve(file));
    }

    private static Timing pace(ParseResult arguments) {
        String name = arguments.matchedOptionValue("--pace", "lively");
        return switch (name) {
            case "lively" -> Pace.LIVELY;
            case "instant" -> Pace.INSTANT;
            default ->
                TimingProfile.named(name)
                        .orElseThrow(() -> new UsageException(
                                "`--pace` is `" + name + "`: say lively, instant, " + profiles() + "."));
        };
    }

    private Optional<Path> log(ParseResult arguments) {
        String file = arguments.matchedOptionValue("--log", "");
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(surroundings.folder().resolve(file));
    }

    private static long number(ParseResult arguments, String flag, long fallback, long most) {
        String text = arguments.matchedOptionValue(flag, String.valueOf(fallback));
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new UsageException("`" + flag + "` is `" + text + "`: say a whole number.");
        }
        throw new UsageException("`" + flag + "` is `" + text + "`: say a number from 0 to " + most + ".");
    }

    private void announce(SimulatorServer server) {
        PrintStream out = surroundings.terminal().out();
        out.println("Simulator on " + server.baseUrl() + " (no model: a fake of the Messages API)");
        out.println("Try: ./perennial run --base-url " + server.baseUrl() + " \"List the files here\"");
        out.flush();
    }
}
