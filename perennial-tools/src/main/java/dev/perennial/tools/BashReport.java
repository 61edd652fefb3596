package dev.perennial.tools;

import dev.perennial.agent.ToolResult;
import java.nio.file.Path;
import java.time.Duration;

/** What the model is told of a command. */
final class BashReport {

    private final Path folder;
    private final Duration timeout;

    BashReport(BashSettings settings) {
        this.folder = settings.folder();
        this.timeout = settings.timeout();
    }

    /**
     * The result of a command.
     *
     * @param before what the model has to know first, or empty
     */
    ToolResult of(CommandOutcome outcome, String before) {
        return switch (outcome) {
            case CommandOutcome.Finished finished -> finished(finished, before);
            case CommandOutcome.ShellEnded ended -> ended(ended, before);
            case CommandOutcome.TimedOut late -> ToolResult.error(before + shown(late) + "\n" + timedOut());
        };
    }

    private static ToolResult finished(CommandOutcome.Finished finished, String before) {
        String text = before + shown(finished) + jobNote(finished);
        return finished.exitCode() == 0
                ? ToolResult.text(text)
                : ToolResult.error(text + "\nexit code " + finished.exitCode());
    }

    private static String jobNote(CommandOutcome.Finished finished) {
        if (finished.startedJob().isEmpty()) {
            return "";
        }
        return "\n[Process " + finished.startedJob().getAsLong()
                + " runs on in the background. What it prints from now on"
                + " is not shown; redirect it to a file to read it.]";
    }

    private ToolResult ended(CommandOutcome.ShellEnded ended, String before) {
        String text = before + shown(ended) + "\nexit code " + ended.exitCode()
                + "\nThe shell has ended with this command. " + fresh("The next command runs");
        return ended.exitCode() == 0 ? ToolResult.text(text) : ToolResult.error(text);
    }

    private String timedOut() {
        return "The command timed out: it had not ended after " + seconds(timeout)
                + " and was killed, with all that the shell had started. " + fresh("The next command runs")
                + " Start what takes longer in the background, with its output in a file: command > out.log 2>&1 &";
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

    private static String shown(CommandOutcome outcome) {
        String output = outcome.output();
        if (output.isEmpty()) {
            return "(no output)";
        }
        return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
