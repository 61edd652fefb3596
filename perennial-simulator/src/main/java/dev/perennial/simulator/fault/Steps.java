package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Puts the steps of streams together, lazily. */
final class Steps {

    private Steps() {}

    static Iterator<StreamStep> of(StreamStep... steps) {
        return List.of(steps).iterator();
    }

    static Iterator<StreamStep> end(StreamStep.Ending how) {
        return of(new StreamStep.End(how));
    }

    static StreamStep pause(Duration time) {
        return new StreamStep.Pause(time);
    }

    static StreamStep bytes(String text) {
        return new StreamStep.Bytes(text.getBytes(UTF_8));
    }

    /** The bytes of a step that has any; none of all others. */
    static byte[] encode(StreamStep step) {
        return switch (step) {
            case Frame frame -> frame.bytes();
            case StreamStep.Bytes bytes -> bytes.bytes();
            case StreamStep.Pause pause -> new byte[0];
            case StreamStep.GoAway goAway -> new byte[0];
            case StreamStep.End end -> new byte[0];
        };
    }

    /** The steps up to half of the bytes; keeps them in memory. */
    static Iterator<StreamStep> firstHalf(Iterator<StreamStep> steps) {
        List<StreamStep> half = new ArrayList<>();
        steps.forEachRemaining(half::add);
        int left = half.stream().mapToInt(step -> encode(step).length).sum() / 2;
        for (int i = 0; i < half.size(); i++) {
            byte[] bytes = encode(half.get(i));
            if (bytes.length > left) {
                half.set(i, new StreamStep.Bytes(Arrays.copyOf(bytes, left)));
                return half.subList(0, left > 0 ? i + 1 : i).iterator();
            }
            left -= bytes.length;
        }
        return half.iterator();
    }

    static Iterator<StreamStep> concat(Iterator<StreamStep> first, Iterator<StreamStep> second) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || second.hasNext();
            }

            @Override
            public StreamStep next() {
                return first.hasNext() ? first.next() : second.next();
            }
        };
    }

    static Iterator<StreamStep> before(StreamStep step, Iterator<StreamStep> rest) {
        return concat(of(step), rest);
    }

    /** Each step replaced by any number of steps. */
    static Iterator<StreamStep> each(Iterator<StreamStep> rest, Function<StreamStep, Iterator<StreamStep>> change) {
        return new Iterator<>() {
            private Iterator<StreamStep> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && rest.hasNext()) {
                    current = change.apply(rest.next());
                }
                return current.hasNext();
            }

            @Override
            public StreamStep next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    /** Each event replaced by any number of steps; all else stays. */
    static Iterator<StreamStep> eachFrame(Iterator<StreamStep> rest, Function<Frame, Iterator<StreamStep>> change) {
        return each(rest, step -> step instanceof Frame frame ? change.apply(frame) : of(step));
    }

    /** From the next event that fits on, what {@code change} makes of it and the steps behind it. */
    static Iterator<StreamStep> onNext(
            Iterator<StreamStep> rest,
            Predicate<Frame> fits,
            BiFunction<Frame, Iterator<StreamStep>, Iterator<StreamStep>> change) {
        return new Iterator<>() {
            private Iterator<StreamStep> ready = Collections.emptyIterator();
            private Optional<Iterator<StreamStep>> changed = Optional.empty();

            @Override
            public boolean hasNext() {
                if (!ready.hasNext() && changed.isEmpty() && rest.hasNext()) {
                    take(rest.next());
                }
                return ready.hasNext() || changed.orElse(rest).hasNext();
            }

            private void take(StreamStep step) {
                if (step instanceof Frame frame && fits.test(frame)) {
                    changed = Optional.of(change.apply(frame, rest));
                } else {
                    ready = of(step);
                }
            }

            @Override
            public StreamStep next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.hasNext() ? ready.next() : changed.orElse(rest).next();
            }
        };
    }

    /** The same step again and again, each after a pause, for exactly this time; once at its end if it is short. */
    static Iterator<StreamStep> repeat(StreamStep step, Duration interval, Duration time) {
        Duration between = time.compareTo(interval) < 0 ? time : interval;
        long times = time.dividedBy(between);
        Duration rest = time.minus(between.multipliedBy(times));
        Iterator<StreamStep> pulses = pulses(step, between, times);
        return rest.isZero() ? pulses : concat(pulses, of(pause(rest)));
    }

    private static Iterator<StreamStep> pulses(StreamStep step, Duration between, long times) {
        return new Iterator<>() {
            private long left = 2 * times;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public StreamStep next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return left-- % 2 == 0 ? pause(between) : step;
            }
        };
    }
}
