package dev.perennial.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The named pipes of one shell. A pipe is used again once nobody holds it any
 * more, so a shell without background jobs gets by with the first few.
 *
 * <p>Safe for use by several threads: pipes come back from their reading threads.
 */
final class OutputPipes implements AutoCloseable {

    private static final int MADE_AT_ONCE = 4;

    /** More would keep threads that do nothing; with one, the next command would have to wait until the last one's is free. */
    private static final int MOST_FREE = 2;

    private final Path folder;
    private final Set<String> variables;
    private final ExecutorService readers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("perennial-bash-output").factory());
    private final Deque<Path> unused = new ArrayDeque<>();
    private final Deque<OutputPipe> free = new ArrayDeque<>();
    private final Set<OutputPipe> open = new HashSet<>();
    private int made;

    /**
     * @param folder where the pipes are
     * @param variables what helpers are told of the environment: no more than the shell
     */
    OutputPipes(Path folder, Set<String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** The output of a command to come, which is to be told of the pipe. */
    PipedOutput take(Frame frame, CommandOutput output) throws IOException, InterruptedException {
        return free().take(frame, output);
    }

    private OutputPipe free() throws IOException, InterruptedException {
        synchronized (this) {
            if (!free.isEmpty()) {
                return free.removeFirst();
            }
        }
        return opened();
    }

    private OutputPipe opened() throws IOException, InterruptedException {
        OutputPipe pipe = OutputPipe.open(unusedPath());
        synchronized (this) {
            open.add(pipe);
        }
        try {
            readers.execute(() -> read(pipe));
        } catch (RejectedExecutionException e) {
            pipe.abandon();
            throw new IOException("the shell is closed", e);
        }
        return pipe;
    }

    private void read(OutputPipe pipe) {
        pipe.read(this::isWanted);
        synchronized (this) {
            open.remove(pipe);
            free.remove(pipe);
            unused.addFirst(pipe.path());
        }
    }

    private synchronized boolean isWanted(OutputPipe freed) {
        boolean wanted = free.size() < MOST_FREE;
        if (wanted) {
            free.addFirst(freed);
        }
        return wanted;
    }

    private Path unusedPath() throws IOException, InterruptedException {
        synchronized (this) {
            if (!unused.isEmpty()) {
                return unused.removeFirst();
            }
        }
        List<Path> paths = make();
        synchronized (this) {
            unused.addAll(paths);
            return unused.removeFirst();
        }
    }

    private List<Path> make() throws IOException, InterruptedException {
        List<Path> paths = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        for (int i = 0; i < MADE_AT_ONCE; i++) {
            Path path = folder.resolve("output" + made++);
            paths.add(path);
            command.add(path.toString());
        }
        runToEnd(command);
        return paths;
    }

    private void runToEnd(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = said(process);
        if (process.waitFor() != 0) {
            throw new IOException("mkfifo failed: " + said);
        }
    }

    /** Closed here: who waits for a process comes back before what is left of its streams is closed. */
    private static String said(Process process) throws IOException {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Ends all reading. */
    @Override
    public void close() {
        readers.shutdown();
        stillOpen().forEach(OutputPipe::close);
        Uninterrupted.finish(() -> readers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    }

    private synchronized List<OutputPipe> stillOpen() {
        return List.copyOf(open);
    }
}
