package dev.perennial.app;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a run is asked for, besides the settings.
 *
 * @param task the user's words; empty to go on with what was interrupted
 * @param more reads what was piped in beside them; empty if there is nothing to be read
 * @param json whether to print JSON instead of text
 * @param tools whether the model is offered tools
 * @param as the id of the new session; empty for any. With one the process has no terminal, and questions are answered by others
 */
record RunOptions(Optional<String> task, Optional<TaskInput> more, boolean json, boolean tools, Optional<String> as) {

    RunOptions {
        requireNonNull(task, "task");
    }
}
