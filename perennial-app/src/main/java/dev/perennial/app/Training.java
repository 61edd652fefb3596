package dev.perennial.app;

import dev.perennial.app.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Does what users do, so that the launcher can record what starting needs (JEP 514). It is given the folder to do it in;
 * what it prints goes nowhere, and no key is used.
 */
final class Training {

    private static final String TASK = "Count the lines of Java in each module and write the table to report.md";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("run", TASK),
            List.of("run", "--json", TASK),
            List.of("sessions"),
            List.of("tool", "bash", "{\"command\":\"true\"}"),
            List.of("config", "print"),
            List.of("doctor"),
            List.of("--help"));

    private Training() {}

    /** Trains in the folder that is the only argument. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Map<String, String> environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "PERENNIAL_HOME",
                folder.resolve("home").toString());
        int failures = 0;
        for (List<String> command : COMMANDS) {
            failures += new Program(surroundings(folder, environment)).run(command.toArray(String[]::new)) == 0 ? 0 : 1;
        }
        System.exit(failures);
    }

    private static Surroundings surroundings(Path folder, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(nowhere, nowhere, "", environment);
        InputStream nothing = InputStream.nullInputStream();
        return new Surroundings(environment, folder, nothing, false, terminal, Clock.system(ZoneId.systemDefault()));
    }
}
