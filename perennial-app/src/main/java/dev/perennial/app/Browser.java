package dev.perennial.app;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Opens the user's browser where there is a desktop. */
final class Browser {

    private final Surroundings surroundings;

    Browser(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Shows a page, if there is a desktop to show it on; that it cannot is no reason to stop. */
    void open(URI page) {
        program().ifPresent(program -> {
            try {
                new ProcessBuilder(List.of(program, page.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                surroundings.terminal().say("No browser could be opened: open " + page + " yourself.");
            }
        });
    }

    private Optional<String> program() {
        if (!surroundings.terminal().outIsScreen()) {
            return Optional.empty();
        }
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return Optional.of("open");
        }
        boolean desktop = List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
                .anyMatch(name ->
                        !surroundings.environment().getOrDefault(name, "").isEmpty());
        return desktop ? surroundings.program("xdg-open").map(Object::toString) : Optional.empty();
    }
}
