package dev.perennial.client.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import java.time.Duration;

/** How things stand with a request that wants to be sent. */
public sealed interface Turn {

    /**
     * It has to wait.
     *
     * @param forecast for what, about how long, and behind how many others
     */
    record Waits(Wait forecast) implements Turn {

        public Waits {
            requireNonNull(forecast, "forecast");
        }
    }

    /** It asks when its prompt has been counted, which takes two seconds at most. */
    record Counts() implements Turn {}

    /**
     * It is to be sent now.
     *
     * @param waited how long it waited
     */
    record Goes(Duration waited) implements Turn {

        public Goes {
            requireNonNull(waited, "waited");
        }
    }

    /**
     * It will not be sent.
     *
     * @param why why, and what to do about it
     */
    record Stays(Rejection why) implements Turn {

        public Stays {
            requireNonNull(why, "why");
        }
    }

    /** Nobody wants it any more. */
    record Over() implements Turn {}
}
