package dev.perennial.tools;

import java.util.OptionalLong;

/**
 * What each process of a shell may use at most, as {@code ulimit} sets it; empty for what the system allows.
 *
 * @param cpuSeconds processor time; a process beyond it is killed
 * @param memoryMegabytes address space; allocations beyond it fail
 * @param fileMegabytes size of a file that it writes; writes beyond it fail
 */
public record ShellLimits(OptionalLong cpuSeconds, OptionalLong memoryMegabytes, OptionalLong fileMegabytes) {

    /** No limits but the system's. */
    public static final ShellLimits NONE =
            new ShellLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    private static final long KIBIBYTES = 1024;

    public ShellLimits {
        requirePositive("cpuSeconds", cpuSeconds);
        requirePositive("memoryMegabytes", memoryMegabytes);
        requirePositive("fileMegabytes", fileMegabytes);
    }

    /** The commands that set them in a fresh shell. A file is counted in blocks of 1024 bytes. */
    String commands() {
        return command("-t", cpuSeconds, 1)
                + command("-v", memoryMegabytes, KIBIBYTES)
                + command("-f", fileMegabytes, KIBIBYTES);
    }

    private static String command(String option, OptionalLong limit, long unit) {
        return limit.isEmpty() ? "" : "ulimit " + option + " " + limit.getAsLong() * unit + "\n";
    }

    private static void requirePositive(String name, OptionalLong limit) {
        if (limit.isPresent() && (limit.getAsLong() < 1 || limit.getAsLong() > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be from 1 to " + Integer.MAX_VALUE + ", but is " + limit);
        }
    }
}
