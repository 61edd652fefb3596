package dev.perennial.app;

import dev.perennial.app.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The program: hands the process's surroundings to the command line. */
public final class Main {

    /** Set by the launcher, which can tell cheaply: which of in, out and err are terminals. */
    static final String TERMINAL_PROPERTY = "perennial.terminal";

    /** Set by the launcher if it changed {@code LC_ALL}: what it was before, or {@code unset}. */
    private static final String LOCALE_PROPERTY = "perennial.locale";

    private Main() {}

    /** Carries out the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new Program(surroundings()).run(arguments));
    }

    private static Surroundings surroundings() {
        String screens = System.getProperty(TERMINAL_PROPERTY, "");
        Terminal terminal =
                Terminal.of(stream(FileDescriptor.out), stream(FileDescriptor.err), screens, System.getenv());
        return new Surroundings(
                environment(),
                Path.of("").toAbsolutePath(),
                System.in,
                screens.contains("in"),
                terminal,
                Clock.system(ZoneId.systemDefault()));
    }

    /** The environment as the user has it: the launcher may have had to set a locale in which arguments can be read. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String locale = System.getProperty(LOCALE_PROPERTY, "");
        if (locale.equals("unset")) {
            environment.remove("LC_ALL");
        } else if (!locale.isEmpty()) {
            environment.put("LC_ALL", locale);
        }
        return environment;
    }

    /** UTF-8 whatever the locale says: the answer is UTF-8, and JSON has to be. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
