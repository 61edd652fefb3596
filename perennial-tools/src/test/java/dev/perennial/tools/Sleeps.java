package dev.perennial.tools;

import java.util.List;

/** Processes that only this run of the tests can have started, and whether they still are there. */
final class Sleeps {

    private static final long RUN = ProcessHandle.current().pid();

    private Sleeps() {}

    /** A command that outlives every test if nobody ends it. */
    static String command(int number) {
        return "sleep " + argument(number);
    }

    static List<String> running() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.matches(".*sleep 10\\d\\d\\." + RUN))
                .toList();
    }

    private static String argument(int number) {
        return (1000 + number) + "." + RUN;
    }
}
