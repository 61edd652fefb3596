package dev.perennial.stream.circuit;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The circuits of a process, by server and model. Safe for use by several threads. */
public final class Circuits {

    private static final int MOST = 2_000;

    private final LongSupplier clock;
    private final Map<Served, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

    private record Served(String origin, String model) {}

    /** None yet; the clock gives nanoseconds from any origin. */
    public Circuits(LongSupplier clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The circuits of a server. Models are named by whoever asks: of too many the one that was not asked for longest is
     * forgotten.
     *
     * @param origin the server, as {@link dev.perennial.stream.clocks.ClockSource#origin} names it
     */
    public ServerCircuits at(String origin) {
        requireNonNull(origin, "origin");
        return model -> of(new Served(origin, model));
    }

    private synchronized Circuit of(Served served) {
        Circuit circuit = circuits.computeIfAbsent(served, s -> new Circuit(clock));
        if (circuits.size() > MOST) {
            circuits.remove(circuits.keySet().iterator().next());
        }
        return circuit;
    }
}
