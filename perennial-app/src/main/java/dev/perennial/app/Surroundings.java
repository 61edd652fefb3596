package dev.perennial.app;

import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.terminal.Terminal;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the process finds around it; the only way by which a command reaches it.
 *
 * @param environment the variables
 * @param folder the absolute path of the folder in which it was started
 * @param in standard input
 * @param inIsScreen whether standard input is a terminal
 * @param terminal standard output and error
 * @param clock tells the time and the time zone
 */
record Surroundings(
        Map<String, String> environment,
        Path folder,
        InputStream in,
        boolean inIsScreen,
        Terminal terminal,
        Clock clock) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The folder of Perennial's state. */
    Path home() {
        String home = environment.getOrDefault("PERENNIAL_HOME", "");
        return home.isEmpty()
                ? userHome().resolve(".perennial")
                : folder.resolve(home).normalize();
    }

    /** The same as if the process had been started in another folder. */
    Surroundings in(Path other) {
        Map<String, String> same = new HashMap<>(environment);
        same.put("PERENNIAL_HOME", home().toString());
        return new Surroundings(same, other, in, inIsScreen, terminal, clock);
    }

    /** The folder of the user. */
    Path userHome() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** The first program of this name in the folders of {@code PATH}. */
    Optional<Path> program(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    SettingsLoader settings() {
        return new SettingsLoader(environment, home(), folder);
    }
}
