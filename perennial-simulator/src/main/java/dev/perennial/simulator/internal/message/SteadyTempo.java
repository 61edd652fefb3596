package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.Pace;
import java.time.Duration;

/** Every token takes the same time; only the first takes longer. */
final class SteadyTempo implements Tempo {

    private final Pace pace;
    private boolean begun;

    SteadyTempo(Pace pace) {
        this.pace = pace;
    }

    @Override
    public Duration reading() {
        return Duration.ZERO;
    }

    @Override
    public Duration before(Work work, int tokens) {
        if (tokens == 0) {
            return Duration.ZERO;
        }
        Duration wait = begun ? Duration.ZERO : pace.firstToken();
        begun = true;
        return wait.plus(pace.of(tokens));
    }

    @Override
    public Duration pingInterval() {
        return pace.pingInterval();
    }
}
