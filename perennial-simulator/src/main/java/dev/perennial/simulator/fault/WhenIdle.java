package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Function;

/** Lets a step happen whenever nothing was sent for some time, over however many pauses. Used by one thread. */
final class WhenIdle implements Function<StreamStep, Iterator<StreamStep>> {

    private final Duration limit;
    private final StreamStep happening;
    private Duration idle = Duration.ZERO;

    WhenIdle(Duration limit, StreamStep happening) {
        this.limit = limit;
        this.happening = happening;
    }

    @Override
    public Iterator<StreamStep> apply(StreamStep step) {
        if (step instanceof StreamStep.Pause pause) {
            return pause(pause.duration());
        }
        idle = Duration.ZERO;
        return Steps.of(step);
    }

    private Iterator<StreamStep> pause(Duration pause) {
        Duration first = limit.minus(idle);
        if (pause.compareTo(first) <= 0) {
            idle = idle.plus(pause);
            return Steps.of(Steps.pause(pause));
        }
        Duration rest = pause.minus(first);
        idle = rest.minus(limit.multipliedBy(rest.dividedBy(limit)));
        return Steps.concat(Steps.concat(paused(first), Steps.of(happening)), behind(rest));
    }

    private Iterator<StreamStep> behind(Duration rest) {
        return rest.compareTo(limit) < 0 ? paused(rest) : Steps.repeat(happening, limit, rest);
    }

    private static Iterator<StreamStep> paused(Duration time) {
        return time.isPositive() ? Steps.of(Steps.pause(time)) : Collections.emptyIterator();
    }
}
