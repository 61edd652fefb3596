package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.app.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Surroundings where nobody reads or types. */
final class WithoutTerminal {

    private WithoutTerminal() {}

    /** In a folder, which has the home too unless the environment says where it is. */
    static Surroundings in(Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent("PERENNIAL_HOME", folder.resolve(".home").toString());
        environment.put("PATH", System.getenv("PATH"));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return new Surroundings(
                environment,
                folder,
                InputStream.nullInputStream(),
                false,
                Terminal.of(nowhere, nowhere, "", environment),
                Clock.systemUTC());
    }
}
