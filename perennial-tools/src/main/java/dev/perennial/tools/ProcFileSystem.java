package dev.perennial.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Linux tells of its processes; on other systems there is nothing. Processes that end meanwhile are left out. */
final class ProcFileSystem {

    private static final Path ROOT = Path.of("/proc");

    /**
     * A process.
     *
     * @param state the letter of its state, {@code Z} for a zombie
     * @param session the id of its session, which is that of the process that began it
     */
    record Entry(long pid, char state, long session) {

        boolean hasVariable(String name, String value) {
            try {
                String variables = Files.readString(file(pid, "environ"), StandardCharsets.ISO_8859_1);
                return ("\0" + variables).contains("\0" + name + "=" + value + "\0");
            } catch (IOException _) {
                return false;
            }
        }
    }

    private ProcFileSystem() {}

    static Stream<ProcessHandle> processes(Predicate<Entry> wanted) {
        return pids().stream()
                .flatMap(pid -> entry(pid).stream())
                .filter(wanted)
                .flatMap(entry -> ProcessHandle.of(entry.pid()).stream());
    }

    /**
     * Whether a bash waits for the next byte of its script: what it calls is read (0 or 63, by processor), and it reads
     * from descriptor 255, where bash keeps its script.
     */
    static boolean waitsForScript(long pid) {
        try {
            String[] call = Files.readString(file(pid, "syscall"), StandardCharsets.ISO_8859_1)
                    .split(" ", 3);
            return call.length == 3 && (call[0].equals("0") || call[0].equals("63")) && call[1].equals("0xff");
        } catch (IOException _) {
            return false;
        }
    }

    static boolean isZombie(long pid) {
        return entry(pid).filter(entry -> entry.state() == 'Z').isPresent();
    }

    private static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[1-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException _) {
            // Not Linux.
        }
        return pids;
    }

    private static Optional<Entry> entry(long pid) {
        try {
            return Optional.of(parse(pid, Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The name, in brackets, may hold anything; the state, parent, group and session follow the last bracket. */
    static Entry parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
        return new Entry(pid, fields[0].charAt(0), Long.parseLong(fields[3]));
    }

    private static Path file(long pid, String name) {
        return ROOT.resolve(Long.toString(pid)).resolve(name);
    }
}
