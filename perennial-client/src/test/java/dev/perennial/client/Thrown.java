package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Catches what a step throws, which has to be there. */
final class Thrown {

    private Thrown() {}

    /** Something that may throw anything. */
    interface Step {
        void run() throws Exception;
    }

    static <T extends Throwable> T by(Class<T> type, Step step) {
        T thrown = catchThrowableOfType(type, step::run);
        assertThat(thrown).isNotNull();
        return thrown;
    }
}
