package dev.perennial.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * What this machine tells of itself and its processes. On Linux a process is known by when it began in ticks since the machine
 * started, which stays the same when somebody sets the clock; the instant that Java makes of it does not.
 */
final class ThisMachine implements Liveness.Processes {

    private static final Path PROC = Path.of("/proc");

    /** Where /proc/PID/stat has the state and the start, counted from behind the name (proc(5): fields 3 and 22). */
    private static final int STATE = 0;

    private static final int START = 19;
    private static final Set<String> DEAD = Set.of("Z", "X");
    private static final Pattern SPACE = Pattern.compile(" ");

    /** A new holder of leases in this process. */
    Holder holder() {
        long pid = ProcessHandle.current().pid();
        return new Holder(
                Long.toHexString(ThreadLocalRandom.current().nextLong()),
                host(),
                read(PROC.resolve("sys/kernel/random/boot_id")).orElse(""),
                space(),
                pid,
                started(pid).orElse(""));
    }

    @Override
    public Optional<String> started(long pid) {
        return Files.isDirectory(PROC.resolve("self"))
                ? read(PROC.resolve(pid + "/stat")).flatMap(ThisMachine::startOf)
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info()
                                .startInstant()
                                .map(Object::toString)
                                .orElse(""));
    }

    /** Empty for a process that is dead but not collected. */
    static Optional<String> startOf(String stat) {
        List<String> fields = Arrays.asList(SPACE.split(stat.substring(stat.lastIndexOf(')') + 2), -1));
        boolean dead = DEAD.contains(fields.get(STATE));
        return dead ? Optional.empty() : Optional.of(fields.get(START));
    }

    private static String host() {
        return read(PROC.resolve("sys/kernel/hostname")).orElseGet(ThisMachine::networkName);
    }

    private static String networkName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Containers on one machine number their processes each for itself. */
    private static String space() {
        try {
            return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
