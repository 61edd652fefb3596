package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.Pace;
import dev.perennial.simulator.Timing;
import dev.perennial.simulator.TimingProfile;
import java.time.Duration;

/** Says for one response how long the model needs, event by event; keeps count, so each event is asked for once. */
public sealed interface Tempo permits SteadyTempo, ProfiledTempo {

    /** The time to read the prompt, before the response begins. */
    Duration reading();

    /** The time before the next event. */
    Duration before(Work work, int tokens);

    /** The time from one ping to the next. */
    Duration pingInterval();

    /** The tempo of a response to such an input; equal seeds give equal times. */
    static Tempo of(Timing timing, InputUsage input, long seed) {
        return switch (timing) {
            case Pace pace -> new SteadyTempo(pace);
            case TimingProfile profile -> new ProfiledTempo(profile, input, seed);
        };
    }

    /** The time for a response that is sent whole. */
    static Duration ofWhole(Tempo tempo, MessageFrames frames) {
        Duration total = tempo.reading();
        while (frames.hasNext()) {
            MessageFrames.Timed next = frames.next();
            total = total.plus(tempo.before(next.work(), next.tokens()));
        }
        return total;
    }
}
