package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One bash process that runs one command after the other.
 *
 * <p>Commands go in by its standard input, as {@link Frame} words them; each has an {@link OutputPipe} for itself, which
 * also brings the end record. More threads touch the shell: those that read the pipes, and one that waits for the
 * process to end and then ends the pipe in its place, so that a dead shell never leaves a call waiting.
 */
final class Shell implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Shell.class.getName());
    private static final Duration LOOKED_EVERY = Duration.ofMillis(100);

    private final BashSettings settings;
    private final Process process;
    private final ShellProcesses processes;
    private final PrivateFolder folder;
    private final Optional<ShellKeeper> keeper;
    private final OutputPipes pipes;
    private final Thread exitWatch;
    private final BackgroundJobs jobs;
    private volatile @Nullable PipedOutput current;
    private int lastExitCode;
    private boolean closed;

    private Shell(BashSettings settings, Process process, String mark, PrivateFolder folder) {
        this.settings = settings;
        this.process = process;
        this.processes = new ShellProcesses(process, mark);
        this.jobs = new BackgroundJobs(settings.sandbox());
        this.folder = folder;
        this.keeper = ShellKeeper.of(process, mark, folder.path());
        this.pipes = new OutputPipes(folder.path(), settings.environment().keySet());
        this.exitWatch = Thread.ofVirtual().name("perennial-bash-exit").unstarted(this::watchExit);
    }

    static Shell start(BashSettings settings) throws IOException {
        String mark = UUID.randomUUID().toString();
        PrivateFolder folder = PrivateFolder.create();
        try {
            Process process = ShellProcess.start(settings, folder.path(), mark);
            Shell shell = new Shell(settings, process, mark, folder);
            shell.exitWatch.start();
            return shell;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private void watchExit() {
        Uninterrupted.finish(process::waitFor);
        endCurrent();
    }

    private void endCurrent() {
        PipedOutput output = current;
        if (output != null) {
            output.end();
        }
    }

    /** Whether all is over and told. */
    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Whether it can run a command, for which it needs the folder with its pipes. Asks the system: {@link Process#isAlive}
     * hears of an end a little later than others do.
     */
    boolean isAlive() {
        return process.toHandle().isAlive() && folder.exists();
    }

    /** Of a shell that has ended or is about to. */
    int exitCode() {
        Uninterrupted.finish(process::waitFor);
        return process.exitValue();
    }

    /**
     * Runs one command to its end. Unless that is {@link CommandOutcome.Finished}, the shell is closed afterwards.
     *
     * @throws IOException if the command could not be given to the shell, which is then closed
     * @throws InterruptedException if the thread is interrupted; the shell is then closed
     */
    CommandOutcome run(String command, CommandOutput output) throws IOException, InterruptedException {
        try {
            Frame frame = Frame.create();
            Ending ending = run(frame, output, pipe -> frame.script(command, pipe, lastExitCode));
            return outcome(ending instanceof Ending.Stuck ? rescue() : ending);
        } catch (TimeoutException _) {
            close();
            return new CommandOutcome.TimedOut();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private Ending rescue() throws InterruptedException, TimeoutException {
        Frame frame = Frame.create();
        return runOurs(frame, nowhere(), frame::rescue);
    }

    /** Of what the model has not asked for, it does not hear that it could not be done. */
    private Ending runOurs(Frame frame, CommandOutput output, Function<Path, String> script)
            throws InterruptedException, TimeoutException {
        try {
            return run(frame, output, script);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A shell has lost its pipes", e);
            return new Ending.Stuck();
        }
    }

    private Ending run(Frame frame, CommandOutput output, Function<Path, String> script)
            throws IOException, InterruptedException, TimeoutException {
        PipedOutput piped = pipes.take(frame, output);
        submit(script.apply(piped.pipe()), piped);
        return await(piped);
    }

    /** What the shell says about its jobs; a shell that ends meanwhile is found dead by the next command. */
    private String listing() throws InterruptedException, TimeoutException {
        Frame frame = Frame.create();
        StringBuilder listed = new StringBuilder();
        runOurs(frame, new CommandOutput(ToolOutput.collecting(listed::append)), frame::jobs);
        return listed.toString();
    }

    private static CommandOutput nowhere() {
        return new CommandOutput(ToolOutput.collecting(text -> {}));
    }

    private void submit(String script, PipedOutput output) {
        current = output;
        try {
            ShellProcess.send(process, script);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The shell does not read any more", e);
            process.destroyForcibly();
        }
        if (!process.isAlive()) {
            output.end();
        }
    }

    /** Looks now and then whether the shell waits for its next command, as it does only after the record. */
    private Ending await(PipedOutput output) throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        long left = settings.timeout().toNanos();
        while (left > 0) {
            try {
                return output.ending().get(Math.min(left, LOOKED_EVERY.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                if (ProcFileSystem.waitsForScript(process.pid())) {
                    output.stuck();
                }
                left = settings.timeout().toNanos() - (System.nanoTime() - start);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new TimeoutException();
    }

    private CommandOutcome outcome(Ending ending) throws IOException, InterruptedException, TimeoutException {
        return switch (ending) {
            // Whoever is closed ends its children first, which the shell may still tell before it ends itself.
            case Ending.Finished ignored when isClosed() -> new CommandOutcome.ShellEnded(exitCode());
            case Ending.Finished finished -> {
                lastExitCode = finished.exitCode();
                yield new CommandOutcome.Finished(lastExitCode, finished.background() ? jobs.news(listing()) : "");
            }
            case Ending.Gone() -> {
                close();
                yield new CommandOutcome.ShellEnded(exitCode());
            }
            case Ending.Stuck() -> {
                close();
                yield new CommandOutcome.ShellStuck();
            }
        };
    }

    /** Ends the shell and all that it has started, and frees what belongs to it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.end(settings.grace());
        Uninterrupted.finish(exitWatch::join);
        closeStreams();
    }

    private void closeStreams() {
        keeper.ifPresent(ShellKeeper::close);
        try (folder;
                pipes) {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing a shell left something behind", e);
        }
    }
}
