package dev.perennial.app;

import java.util.Objects;

/** What this build calls itself. */
final class Version {

    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "Perennial " + Objects.requireNonNullElse(version, "(not packaged)");
    }
}
