package dev.perennial.benchmarks.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;

/** Fifty agents that work behind one policy. */
final class Trial {

    static final int AGENTS = 50;

    private static final Capabilities MODEL = Catalogue.builtIn().get("claude-opus-5-5");
    private static final long TOOL_TIME = 300 * Events.MILLI;

    private final Events events = new Events();
    private final Errors errors = new Errors();
    private final Tally tally;
    private final Server server;

    Trial(Terms terms, long seed) {
        tally = new Tally(AGENTS);
        server = new Server(events, terms, seed, tally);
    }

    Tally tally() {
        return tally;
    }

    Errors errors() {
        return errors;
    }

    Events events() {
        return events;
    }

    Server server() {
        return server;
    }

    Policy ideal() {
        return new Ideal(events, server);
    }

    Governed governed() {
        return new Governed(events, server, errors);
    }

    Policy retrying(int retries) {
        return new Retrying(events, server, tally, retries);
    }

    Policy slidingWindow(long inputLimit, long outputLimit) {
        return new SlidingWindow(events, retrying(2), inputLimit, outputLimit);
    }

    /** Sets the agents to work. */
    void begin(Policy policy, double secondsBetweenTurns, long seed) {
        for (int i = 0; i < AGENTS; i++) {
            Agent agent = new Agent(i, MODEL, secondsBetweenTurns, seed);
            events.at(agent.due(), () -> work(agent, policy));
        }
    }

    private void work(Agent agent, Policy policy) {
        policy.want(agent.next(events.now()), () -> {
            long next = Math.max(agent.due(), events.now() + TOOL_TIME);
            events.at(next, () -> work(agent, policy));
        });
    }

    /** What the agents need in a minute if every cache is warm, from their turns of an hour. */
    static Amounts needs(double secondsBetweenTurns, long seed) {
        Amounts sum = Amounts.NONE;
        for (int i = 0; i < AGENTS; i++) {
            Agent agent = new Agent(i, MODEL, secondsBetweenTurns, seed);
            while (agent.due() < 60 * Events.MINUTE) {
                Turn turn = agent.next(0);
                sum = sum.plus(new Amounts(1, turn.freshTokens(), turn.outputTokens()));
            }
        }
        Amounts inAnHour = sum;
        return Amounts.of(d -> inAnHour.of(d) / 60);
    }
}
