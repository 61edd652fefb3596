package dev.perennial.app;

import dev.perennial.client.PerennialListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.simulator.SimulatorServer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the sessions of one process have in common: the journal, the governor, so that they do not hit the rate limit together, what the
 * clocks learn, and the simulator that answers where no model does. Thread-safe.
 */
final class HostParts implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionKeeper keeper;
    private final RunningMarks running;
    private final Governing governing;
    private final LearnedTimings known;
    private final LearnedTimings forgotten = LearnedTimings.forgotten();
    private Optional<SimulatorServer> simulator = Optional.empty();

    /**
     * @param keeper the caller's
     * @param running marks what is under way
     */
    HostParts(SessionKeeper keeper, RunningMarks running, Governing governing, Surroundings surroundings) {
        this.keeper = keeper;
        this.running = running;
        this.governing = governing;
        this.known = LearnedTimings.kept(surroundings);
        KeptLimits.with(known, governing, surroundings);
    }

    SessionKeeper keeper() {
        return keeper;
    }

    RunningMarks running() {
        return running;
    }

    Governing governing() {
        return governing;
    }

    /** A connection of a session; what a simulator teaches is forgotten. */
    Connection connection(SessionPlan plan, String session, PerennialListener listener) {
        boolean simulated = plan.destination().simulated();
        SessionPlan there = simulated ? plan.answeredBy(simulator().baseUrl()) : plan;
        return there.connection(
                listener, timings(simulated).timings(), simulated ? Governing.OFF : governing.withSession(session));
    }

    /** What the clocks learn. */
    LearnedTimings timings(boolean simulated) {
        return simulated ? forgotten : known;
    }

    private SimulatorServer simulator() {
        lock.lock();
        try {
            SimulatorServer open = simulator.orElseGet(BuiltInSimulator::start);
            simulator = Optional.of(open);
            return open;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        known.close();
        forgotten.close();
        simulator.ifPresent(SimulatorServer::close);
    }
}
