package dev.perennial.app;

import dev.perennial.http.ServerStartException;
import dev.perennial.http.TlsIdentity;
import dev.perennial.simulator.RequestLogException;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.fault.FaultSyntaxException;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.replay.RecordingException;
import dev.perennial.simulator.script.ScriptException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code simulate}: the built-in simulator as a server for any client. */
final class SimulateCommand implements Command {

    private static final int DEFAULT_PORT = 7430;

    private final Surroundings surroundings;
    private final ModelFlags flags;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.flags = new ModelFlags(surroundings.folder());
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "simulate", "Serves a fake Messages API until it is stopped.");
        spec.addOption(Flags.text("--host", "HOST", "The address to listen on (default: 127.0.0.1)."));
        spec.addOption(Flags.text("--port", "N", "The port to listen on; 0 for any free one (default: 7430)."));
        flags.addTo(spec);
        spec.addOption(Flags.text("--seed", "N", "Equal seeds give equal answers (default: 1)."));
        spec.addOption(Flags.texts("--fault", "FAULT", "What goes wrong, such as `reset@text:120~2`; repeatable."));
        spec.addOption(Flags.toggle("--list", "List the faults instead of serving."));
        spec.addOption(Flags.toggle("--tls", "Serve HTTPS and HTTP/2 with a certificate made for the occasion."));
        spec.addOption(Flags.text("--log", "FILE", "Write every request and answer to this file, one JSON a line."));
        spec.addOption(Flags.texts("--assume", "NAME=ANSWER", "Answer an open question so; list shows them all."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        AssumeFlag assume = new AssumeFlag(arguments);
        if (assume.asksForList()) {
            assume.list(surroundings.terminal().out());
            return ExitCode.OK;
        }
        if (arguments.hasMatchedOption("--list")) {
            FaultListing.print(surroundings.terminal().out());
            return ExitCode.OK;
        }
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
        } catch (ServerStartException | RequestLogException | ScriptException | RecordingException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private SimulatorSettings settings(ParseResult arguments) {
        SimulatorSettings.Builder settings = flags.settings(arguments)
                .host(arguments.matchedOptionValue("--host", "127.0.0.1"))
                .port((int) Flags.number(arguments, "--port", DEFAULT_PORT, 65_535))
                .seed(Flags.number(arguments, "--seed", 1, Long.MAX_VALUE))
                .faults(faults(arguments));
        if (arguments.hasMatchedOption("--tls")) {
            settings.tls(TlsIdentity.selfSigned());
        }
        log(arguments).ifPresent(settings::requestLog);
        new AssumeFlag(arguments).set(settings);
        return settings.build();
    }

    private static Faults faults(ParseResult arguments) {
        List<String> given = arguments.matchedOptionValue("--fault", List.of());
        try {
            return given.stream().map(Faults::parse).reduce(Faults.NONE, Faults::and);
        } catch (FaultSyntaxException malformed) {
            throw new UsageException(malformed.getMessage() + " All: ./perennial simulate --list");
        }
    }

    private Optional<Path> log(ParseResult arguments) {
        String file = arguments.matchedOptionValue("--log", "");
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(surroundings.folder().resolve(file));
    }

    private void announce(SimulatorServer server) {
        PrintStream out = surroundings.terminal().out();
        out.println("Simulator on " + server.baseUrl() + " (no model: a fake of the Messages API)");
        out.println("Try: ./perennial run --base-url " + server.baseUrl() + " \"List the files here\"");
        out.flush();
    }
}
