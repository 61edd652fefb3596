package dev.perennial.tools;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A small process beside a shell that ends all that the shell has started if this process is killed before it can do that
 * itself: it waits for the end of its standard input, which no kind of death leaves open. Only where there is a
 * {@code /proc}.
 */
final class ShellKeeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ShellKeeper.class.getName());
    private static final Path PROCESSES = Path.of("/proc/self/stat");

    /**
     * Finds what {@link ShellProcesses} does: by the mark in the environment, and by the session while that is still the
     * shell's. Looks again until nothing is left; what cannot be killed is given up on after some seconds.
     */
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            read -r line
            mark=$1 session=$2 folder=$3 round=0
            if [ -e "/proc/$session" ] && ! grep -qsF "$mark" "/proc/$session/environ"; then
              session=none
            fi
            while [ $round -lt 100 ]; do
              round=$((round + 1)) found=
              for file in $(grep -lsF "$mark" /proc/[0-9]*/environ); do
                file=${file%/environ}
                found="$found ${file#/proc/}"
              done
              for file in /proc/[0-9]*; do
                read -r stat <"$file/stat" || continue
                set -- ${stat##*) }
                if [ "$4" = "$session" ] && [ "$1" != Z ]; then
                  found="$found ${file#/proc/}"
                fi
              done
              [ -n "$found" ] || break
              kill -9 $found
              sleep 0.1
            done
            rm -f "$folder"/*
            rmdir "$folder"
            """;

    private final Process process;

    private ShellKeeper(Process process) {
        this.process = process;
    }

    /** The keeper of a shell, which its owner closes after the shell; none where it could do nothing. */
    static Optional<ShellKeeper> of(Process shell, String mark, Path folder) {
        if (!Files.isReadable(PROCESSES)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShellKeeper(
                    builder(shell, ShellEnvironment.MARK + "=" + mark, folder).start()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A shell has no keeper", e);
            return Optional.empty();
        }
    }

    /** In a session of its own, so that nothing that ends this process by its group or terminal ends the keeper too. */
    private static ProcessBuilder builder(Process shell, String mark, Path folder) {
        String session = Long.toString(shell.pid());
        ProcessBuilder builder = new ProcessBuilder(
                        "setsid", "sh", "-c", SCRIPT, "perennial-keeper", mark, session, folder.toString())
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        return builder;
    }

    /** What it hears when this process ends; for tests. */
    Process process() {
        return process;
    }

    /** Dismisses it. */
    @Override
    public void close() {
        process.destroyForcibly();
        Uninterrupted.finish(process::waitFor);
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing the keeper of a shell left something behind", e);
        }
    }
}
