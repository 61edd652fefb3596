package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/**
 * One content block as far as it came.
 *
 * @param type the block's type
 * @param finished whether it is whole; false also for a block that was cut and then closed here
 * @param json the block as it stands in a message; the input of a call that is not whole is left out
 */
public record BlockProgress(String type, boolean finished, String json) {

    public BlockProgress {
        requireNonNull(type, "type");
        requireNonNull(json, "json");
    }
}
