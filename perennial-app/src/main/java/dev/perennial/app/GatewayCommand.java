package dev.perennial.app;

import dev.perennial.app.terminal.Terminal;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code gateway}: the door for other clients. */
final class GatewayCommand implements Command {

    /** What closing takes besides the wait for streams. */
    private static final Duration WINDING_UP = Duration.ofSeconds(5);

    private final Surroundings surroundings;

    GatewayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "gateway", "Serves the Messages API to other clients: streams that break upstream go on here.");
        spec.addOption(Flags.text("--host", "HOST", "The address to listen on (default: 127.0.0.1)."));
        spec.addOption(Flags.text("--port", "N", "The port to listen on; 0 for any free one (default: 7420)."));
        spec.addOption(Flags.text(
                "--upstream",
                "URL",
                "The API, or `simulator` for the built-in one (default: " + UpstreamFlag.FALLBACK
                        + ", or the endpoint of the provider)."));
        spec.addOption(Flags.toggle(
                "--client-keys",
                "Take no keys but those that `perennial keys` has made; the API is asked with your own."));
        spec.addOption(
                Flags.text("--drain", "TIME", "How long running requests may go on after a signal (default: 30s)."));
        return OwnGateway.withFlags(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        Duration drain =
                Flags.time(arguments, "--drain", GatewaySettings.DEFAULT.http().closeGrace());
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption _ = Interruption.onSignal(stopped::countDown, drain.plus(WINDING_UP));
                UpstreamFlag upstream = UpstreamFlag.open(arguments, UpstreamFlag.FALLBACK, surroundings);
                AccessLog log = log();
                LearnedTimings timings = LearnedTimings.of(upstream.isSimulator(), surroundings);
                ClientKeys keys = ClientKeys.of(arguments, upstream, log, surroundings);
                Gateway gateway = start(arguments, upstream, drain, log, timings, keys)) {
            announce(gateway, upstream, keys);
            stopped.await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }

    private AccessLog log() {
        Terminal terminal = surroundings.terminal();
        return new AccessLog(terminal.out(), terminal.outIsScreen(), surroundings.clock());
    }

    private Gateway start(
            ParseResult arguments,
            UpstreamFlag upstream,
            Duration drain,
            AccessLog log,
            LearnedTimings timings,
            ClientKeys keys) {
        HttpSettings http = GatewaySettings.DEFAULT
                .http()
                .withHost(arguments.matchedOptionValue("--host", "127.0.0.1"))
                .withPort((int) Flags.number(arguments, "--port", GatewaySettings.DEFAULT_PORT, 65_535))
                .withCloseGrace(drain);
        return OwnGateway.start(surroundings, arguments, http, upstream, keys, log, timings);
    }

    private void announce(Gateway gateway, UpstreamFlag upstream, ClientKeys keys) {
        PrintStream out = surroundings.terminal().out();
        out.println("Gateway on " + gateway.uri() + ", before " + upstream.place());
        if (keys.areAsked()) {
            out.println(keys.words());
        } else if (upstream.isProvider()) {
            out.println("Whoever reaches it uses the credentials of this environment.");
        }
        out.println("Try: ANTHROPIC_BASE_URL=" + gateway.uri() + " claude");
        out.flush();
    }
}
