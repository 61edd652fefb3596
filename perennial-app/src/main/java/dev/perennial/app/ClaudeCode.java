package dev.perennial.app;

import dev.perennial.client.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/** The program Claude Code, as it is installed here. */
final class ClaudeCode {

    /** With one of these it does not speak to the Messages API (code.claude.com, "Environment variables"). */
    private static final Map<String, Provider> OTHER_BACK_ENDS = Map.of(
            "CLAUDE_CODE_USE_BEDROCK", Provider.BEDROCK,
            "CLAUDE_CODE_USE_VERTEX", Provider.VERTEX,
            "CLAUDE_CODE_USE_FOUNDRY", Provider.FOUNDRY);

    private final Path program;
    private final Map<String, String> environment;

    private ClaudeCode(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /**
     * Finds it.
     *
     * @throws UsageException if it is not installed, or would not use a gateway
     */
    static ClaudeCode find(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        OTHER_BACK_ENDS.forEach((variable, provider) -> {
            if (isOn(environment.getOrDefault(variable, ""))) {
                throw new UsageException("`" + variable + "` is set: Claude Code then speaks to another API, which no"
                        + " gateway of Perennial serves. Unset it and say `--provider " + provider.key()
                        + "`, or start `claude` itself.");
            }
        });
        return surroundings
                .program("claude")
                .map(program -> new ClaudeCode(program, environment))
                .orElseThrow(
                        () -> new UsageException("Claude Code is not installed: there is no `claude` in PATH. Install"
                                + " it with `npm install -g @anthropic-ai/claude-code`."));
    }

    private static boolean isOn(String value) {
        return !value.isEmpty() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    /**
     * Runs it in the foreground, with the terminal for its own; its exit code.
     *
     * @param anyKey whether any key will do
     */
    int run(List<String> arguments, URI gateway, boolean anyKey) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment(gateway, anyKey));
        CompletableFuture<Process> started = new CompletableFuture<>();
        try (ForwardedSignals _ = ForwardedSignals.to(started)) {
            return exitCode(start(builder), started);
        }
    }

    private static int exitCode(Process process, CompletableFuture<Process> started) throws InterruptedException {
        try {
            started.complete(process);
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UsageException("Claude Code cannot be started: " + e.getMessage());
        }
    }

    /** Before an address that is not the API's own, Claude Code searches for tools only if it is told to. */
    private Map<String, String> environment(URI gateway, boolean anyKey) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("ANTHROPIC_BASE_URL", gateway.toString());
        own.putIfAbsent("ENABLE_TOOL_SEARCH", "true");
        if (anyKey) {
            own.putIfAbsent("ANTHROPIC_API_KEY", Destination.NO_KEY);
        }
        return own;
    }

    /**
     * What becomes of signals meanwhile. The terminal sends an interrupt to both processes, and what it means is Claude Code's
     * affair; what ends a process ends Claude Code first.
     */
    private record ForwardedSignals(Object interrupt, Object terminate, Object hangUp) implements AutoCloseable {

        static ForwardedSignals to(CompletableFuture<Process> process) {
            return new ForwardedSignals(
                    Signals.register("INT", () -> {}),
                    Signals.register("TERM", () -> end(process)),
                    Signals.register("HUP", () -> end(process)));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nothing waits for it
        private static void end(CompletableFuture<Process> process) {
            process.thenAccept(Process::destroy);
        }

        @Override
        public void close() {
            Signals.unregister("INT", interrupt);
            Signals.unregister("TERM", terminate);
            Signals.unregister("HUP", hangUp);
        }
    }
}
