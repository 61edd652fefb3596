package dev.perennial.tools;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that runs because of one shell: its descendants and, where there is a {@code /proc}, also what has left its process
 * tree (a daemon, a child of a killed parent), known by the session or by the mark in its environment.
 *
 * <p>Out of reach: processes of other users (after {@code sudo}), processes that another service starts on request (a
 * container, a systemd unit), and without {@code /proc} those that left the tree.
 */
final class ShellProcesses {

    private static final int MOST_ROUNDS = 50;
    private static final Duration KILLED_WITHIN = Duration.ofMillis(200);
    private static final Duration LOOKED_EVERY = Duration.ofMillis(5);

    private final Process shell;
    private final String mark;

    ShellProcesses(Process shell, String mark) {
        this.shell = shell;
        this.mark = mark;
    }

    /** Ends them all: asks first, kills what is still there after the grace, until nothing new turns up. */
    void end(Duration grace) {
        Set<ProcessHandle> asked = running();
        asked.forEach(ProcessHandle::destroy);
        awaitEnd(asked, grace);
        kill(asked);
        Set<ProcessHandle> left = running();
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            kill(left);
            left = running();
        }
    }

    private static void kill(Set<ProcessHandle> processes) {
        processes.stream().filter(ShellProcesses::isRunning).forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes, KILLED_WITHIN);
    }

    private Set<ProcessHandle> running() {
        Stream<ProcessHandle> tree = Stream.concat(Stream.of(shell.toHandle()), shell.descendants());
        return Stream.concat(tree, ProcFileSystem.processes(this::isOurs))
                .filter(ShellProcesses::isRunning)
                .collect(Collectors.toSet());
    }

    private boolean isOurs(ProcFileSystem.Entry entry) {
        return entry.session() == shell.pid() || entry.hasVariable(ShellEnvironment.MARK, mark);
    }

    /** A zombie does not run; nobody may ever collect it where process 1 is not an init. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !ProcFileSystem.isZombie(process.pid());
    }

    private static void awaitEnd(Set<ProcessHandle> processes, Duration atMost) {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (processes.stream().anyMatch(ShellProcesses::isRunning) && System.nanoTime() - start < atMost.toNanos()) {
            LockSupport.parkNanos(LOOKED_EVERY.toNanos());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
