package dev.perennial.app;

import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claude}: Claude Code behind a gateway of its own, which lives as long as it does. */
final class ClaudeCommand implements Command {

    /** Once Claude Code has ended nobody waits for an answer. */
    private static final HttpSettings HTTP =
            GatewaySettings.DEFAULT.http().withPort(0).withCloseGrace(Duration.ZERO);

    private final Surroundings surroundings;

    ClaudeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this,
                "claude",
                "Starts Claude Code, kept alive: streams that break upstream go on here. What is not listed below is its own.");
        spec.addOption(Flags.text(
                "--upstream",
                "URL",
                "The API, or `simulator` for the built-in one (default: ANTHROPIC_BASE_URL, or " + UpstreamFlag.FALLBACK
                        + ")."));
        spec.addOption(Flags.text("--log", "FILE", "Where to write a line for each request (default: nowhere)."));
        spec.usageMessage()
                .footer("", "For example: ./perennial claude --log requests.log -p \"Why does the build fail?\"");
        spec.parser().stopAtUnmatched(true).unmatchedArgumentsAllowed(true);
        return OwnGateway.withFlags(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        ClaudeCode claude = ClaudeCode.find(surroundings);
        String usual = surroundings.environment().getOrDefault("ANTHROPIC_BASE_URL", "");
        try (UpstreamFlag upstream =
                        UpstreamFlag.open(arguments, usual.isEmpty() ? UpstreamFlag.FALLBACK : usual, surroundings);
                PrintStream lines = log(arguments)) {
            AccessLog log = new AccessLog(lines, false, surroundings.clock());
            int exitCode = run(claude, arguments, upstream, log);
            tellWhatWasMended(log);
            return exitCode;
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }

    /** When this returns all that was served is in the log. */
    private int run(ClaudeCode claude, ParseResult arguments, UpstreamFlag upstream, AccessLog log)
            throws InterruptedException {
        try (log;
                LearnedTimings timings = LearnedTimings.of(upstream.isSimulator(), surroundings);
                Gateway gateway =
                        OwnGateway.start(surroundings, arguments, HTTP, upstream, ClientKeys.NONE, log, timings)) {
            return claude.run(arguments.unmatched(), gateway.uri(), upstream.isSimulator() || upstream.isProvider());
        }
    }

    private PrintStream log(ParseResult arguments) {
        String file = arguments.matchedOptionValue("--log", "");
        return new PrintStream(
                file.isEmpty()
                        ? OutputStream.nullOutputStream()
                        : appending(surroundings.folder().resolve(file)),
                false,
                StandardCharsets.UTF_8);
    }

    private static OutputStream appending(Path file) {
        try {
            return new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw new UsageException("`--log` is `" + file + "`, which cannot be written: " + e.getMessage());
        }
    }

    /** Claude Code has the screen while it runs: until then nothing is said. */
    private void tellWhatWasMended(AccessLog log) {
        if (log.mended() > 0) {
            surroundings
                    .terminal()
                    .say("Perennial kept " + log.mended() + " of " + log.served()
                            + " requests going that broke upstream.");
        }
    }
}
