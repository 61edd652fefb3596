package dev.perennial.app.config;

import java.nio.file.Path;

/** Where a setting's value comes from. */
public sealed interface Origin {

    /** Nobody set it. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** A line of a settings file. */
    record File(Path path) implements Origin {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A variable of the environment. */
    record Environment(String variable) implements Origin {
        @Override
        public String toString() {
            return variable;
        }
    }

    /** A flag on the command line. */
    record Flag(String flag) implements Origin {
        @Override
        public String toString() {
            return flag;
        }
    }
}
