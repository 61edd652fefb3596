package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import java.nio.file.Path;
import java.time.Duration;

/** What the model is told of a command, besides what it printed. */
final class BashReport {

    private static final String NO_OUTPUT = "(no output)";

    /** A result without a visible character may be refused by the API, and with it the conversation from then on. */
    private static final String BLANK_OUTPUT = "(nothing but blanks and line ends)";

    private final Path folder;
    private final Duration timeout;

    BashReport(BashSettings settings) {
        this.folder = settings.folder();
        this.timeout = settings.timeout();
    }

    /**
     * The result of a command.
     *
     * @param printed what it printed
     */
    ToolResult of(CommandOutcome outcome, ToolOutput output, CommandOutput printed) {
        String before = printed.isEmpty() ? NO_OUTPUT : printed.isBlank() ? BLANK_OUTPUT : "";
        return switch (outcome) {
            case CommandOutcome.Finished finished ->
                output.result(before + finished.jobs() + exitCode(finished), finished.exitCode() != 0);
            case CommandOutcome.ShellEnded ended -> output.result(before + ended(ended), ended.exitCode() != 0);
            case CommandOutcome.TimedOut() -> output.result(before + "\n" + timedOut(), true);
            case CommandOutcome.ShellStuck() -> output.result(before + "\n" + stuck(), true);
        };
    }

    private static String exitCode(CommandOutcome.Finished finished) {
        return finished.exitCode() == 0 ? "" : "\nexit code " + finished.exitCode();
    }

    private String ended(CommandOutcome.ShellEnded ended) {
        return "\nexit code " + ended.exitCode() + "\nThe shell has ended with this command. "
                + fresh("The next command runs");
    }

    private String timedOut() {
        return "The command timed out: it had not ended after " + seconds(timeout)
                + " and was killed, with all that the shell had started. " + fresh("The next command runs")
                + " Start what takes longer in the background, with its output in a file: command > out.log 2>&1 &";
    }

    private String stuck() {
        return "The command left the shell in a state in which it carries out nothing (set -n, a disabled builtin, a"
                + " trap that skips commands, its pipes in the temporary folder deleted), so its exit code is not known and"
                + " the shell was ended. "
                + fresh("The next command runs");
    }

    /** What comes before the output if the shell was found dead before the command. */
    String wasDead(int exitCode) {
        return "[The shell had ended since the last command, with exit code " + exitCode + ". "
                + fresh("This command ran") + "]\n";
    }

    ToolResult restarted(boolean commandIgnored) {
        String ignored = commandIgnored ? " The command of this call was not run: send it in a call of its own." : "";
        return ToolResult.text("The tool has been restarted. " + fresh("The next command runs") + ignored);
    }

    private String fresh(String what) {
        return what + " in a fresh shell: variables, functions and background jobs are gone, and the folder is "
                + folder + " again.";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
