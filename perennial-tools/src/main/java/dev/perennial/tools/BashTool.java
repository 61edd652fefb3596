package dev.perennial.tools;

import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.permission.ToolAccess;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's bash tool: one shell for the whole session, in which the model runs one command after the other. Folder,
 * variables and functions last from call to call.
 *
 * <p>The input is either {@code command} or {@code restart: true}. The result holds standard output and standard error
 * together, as they came; an exit code other than 0 makes it an error and is its last line. {@code set -euvx} hold until
 * the end of the command that sets them. Standard input is empty. What runs in the background lives until the shell ends;
 * results list it when something about it is new.
 *
 * <p><b>How it works.</b> A bash that reads commands from a pipe is easily confused: by an open quote, by a command that
 * reads the pipe itself, by output that looks like its end mark, by a job that keeps its output open. So nothing here
 * depends on the text of a command or of its output:
 *
 * <ul>
 *   <li>The command goes in as one quoted argument of {@code eval}, with standard input from {@code /dev/null}. It can
 *       only break itself.
 *   <li>Each call has a named pipe of its own for standard output and standard error. One pipe keeps their order; one per
 *       call keeps a background job's later output away from later results. That output is read and dropped: files
 *       instead of pipes would fill the disk, a closed pipe would kill the job.
 *   <li>The end is a record in the same pipe, so that it comes after all output of the command. It begins with a secret
 *       that the shell reads only when the command is over. (A channel of its own would need a second mark in the pipe to
 *       know that all output has been read, and a second thread: twice the switches, no more certainty.)
 *   <li>If a command leaves a shell behind that reads commands but carries none out ({@code set -n}), that is seen by what
 *       it waits for; such a shell is ended.
 *   <li>If the shell ends without a record, whoever waits for its process writes one in its place. If the time is up, or
 *       the calling thread is interrupted, or the tool is closed, everything that the shell has started is ended first.
 * </ul>
 *
 * <p><b>What it cannot do.</b> A command runs with the rights of this process. Credentials are kept out of the shell's
 * environment, but a command can read {@code /proc/$PPID/environ}, which has the keys that this Java process was started
 * with until {@link StartEnvironment#eraseCredentials} takes them out; what lies in files, in this process's memory or in
 * other processes is only safe from a shell that runs as another user. Processes that {@code sudo} or a service (a
 * container, a systemd unit) has started are not ended with the shell.
 *
 * <p>Calls come one at a time; {@link #close} may come from another thread at any time and ends what runs.
 */
public final class BashTool implements Tool {

    private final BashSettings settings;
    private final BashReport report;
    private final ReentrantLock calls = new ReentrantLock();
    private final Object state = new Object();
    private @Nullable Shell shell;
    private boolean closed;

    /** A tool whose shell is started by the first command. */
    public BashTool(BashSettings settings) {
        this.settings = settings;
        this.report = new BashReport(settings);
    }

    @Override
    public ToolDefinition definition() {
        return ToolDefinition.anthropic(settings.version().type(), "bash");
    }

    /** A call that does not fit or only restarts the shell runs no command. */
    @Override
    public ToolAccess access(ToolCall call) {
        try {
            ToolInput input = ToolInput.of(call.input());
            return input.flag("restart") || !input.has("command")
                    ? new ToolAccess.Nothing()
                    : new ToolAccess.Runs(input.text("command"));
        } catch (ToolError wrong) {
            return new ToolAccess.Nothing();
        }
    }

    @Override
    public ToolResult run(ToolCall call, ToolOutput output) throws InterruptedException {
        calls.lockInterruptibly();
        try {
            return act(ToolInput.of(call.input()), output);
        } catch (ToolError e) {
            return e.result();
        } catch (IOException e) {
            return ToolResult.error("The shell could not be started in " + settings.folder() + ": " + e.getMessage());
        } finally {
            calls.unlock();
        }
    }

    private ToolResult act(ToolInput input, ToolOutput output) throws ToolError, IOException, InterruptedException {
        boolean restart = input.flag("restart");
        String command = input.optionalText("command").orElse("");
        if (restart) {
            return restart(!command.isBlank());
        }
        if (!input.has("command")) {
            throw new ToolError(
                    "no command provided. Give the parameter `command`, or `restart`: true for a fresh shell.");
        }
        return runCommand(withoutNul(command), output);
    }

    private static String withoutNul(String command) throws ToolError {
        int at = command.indexOf('\0');
        if (at >= 0) {
            throw new ToolError("Parameter `command` has a NUL character at position " + at
                    + ", which no shell can take. Use printf '\\0' to print one.");
        }
        return command;
    }

    /** A command in the same call is ignored, as the tool's contract has it, but not in silence. */
    private ToolResult restart(boolean commandIgnored) {
        endShell();
        return report.restarted(commandIgnored);
    }

    private ToolResult runCommand(String command, ToolOutput output)
            throws ToolError, IOException, InterruptedException {
        String before = buryDeadShell();
        output.keep(before);
        CommandOutput printed = new CommandOutput(output);
        CommandOutcome outcome = liveShell().run(command, printed);
        return report.of(outcome, output, printed);
    }

    /** Also a shell that ended with its command is dead here; that has been told then. */
    private String buryDeadShell() {
        synchronized (state) {
            Shell found = shell;
            if (found == null || found.isAlive()) {
                return "";
            }
            boolean told = found.isClosed();
            endShell();
            return told ? "" : report.wasDead(found.exitCode());
        }
    }

    private Shell liveShell() throws ToolError, IOException {
        synchronized (state) {
            if (closed) {
                throw new ToolError("The bash tool is closed: its session has ended.");
            }
            Shell live = shell == null ? Shell.start(settings) : shell;
            shell = live;
            return live;
        }
    }

    private void endShell() {
        Shell ended;
        synchronized (state) {
            ended = shell;
            shell = null;
        }
        if (ended != null) {
            ended.close();
        }
    }

    /** Ends the shell with all that it has started; a call that runs ends with it. */
    @Override
    public void close() {
        synchronized (state) {
            closed = true;
            if (shell != null) {
                shell.close();
            }
        }
    }
}
