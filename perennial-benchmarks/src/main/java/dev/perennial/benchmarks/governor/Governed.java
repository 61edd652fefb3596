package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Admission;
import dev.perennial.governor.Ask;
import dev.perennial.governor.Effects;
import dev.perennial.governor.Governor;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.GovernorState;
import dev.perennial.governor.Input;
import dev.perennial.governor.InputEstimate;
import dev.perennial.governor.Lane;
import dev.perennial.governor.Pool;
import dev.perennial.governor.Priority;
import dev.perennial.governor.Refusal;
import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import dev.perennial.governor.estimate.InputEstimator;
import dev.perennial.governor.estimate.OutputHistory;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.governor.limit.MemoryLimitStore;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.util.HashMap;
import java.util.Map;

/** The governor with its estimators, driven in virtual time. */
final class Governed implements Policy, Effects {

    private static final long MAX_TOKENS = 32_000;

    private record Wanted(Turn turn, Runnable done) {}

    private final Events events;
    private final Server server;
    private final Errors errors;
    private final Governor governor =
            new Governor(GovernorSettings.DEFAULT, new MemoryLimitStore(), Catalogue.builtIn());
    private final InputEstimator inputs = new InputEstimator();
    private final OutputHistory outputs = new OutputHistory();
    private final Map<Long, Wanted> wanted = new HashMap<>();
    private long wakeAt = Governor.NEVER;
    private long responses;

    Governed(Events events, Server server, Errors errors) {
        this.events = events;
        this.server = server;
        this.errors = errors;
    }

    @Override
    public void want(Turn turn, Runnable done) {
        wanted.put(turn.id(), new Wanted(turn, done));
        ask(turn, Priority.NORMAL);
    }

    private void ask(Turn turn, Priority priority) {
        String model = turn.prompt().model().model();
        InputEstimate estimate = inputs.estimate(turn.prompt());
        errors.add(turn, estimate.expected());
        Ask ask = new Ask(
                turn.id(),
                "agent-" + turn.agent(),
                Pool.of("key", model, Lane.STANDARD),
                model,
                estimate,
                outputs.estimate(model, MAX_TOKENS));
        governor.ask(events.now(), ask.withPriority(priority), this);
        armed();
    }

    LevelState level(Dimension dimension) {
        return governor.state(events.now())
                .pools()
                .getFirst()
                .levels()
                .getOrDefault(dimension, new LevelState(0, false, 0, 0, 0, 0));
    }

    /** Whether the limit of input is known to be so much. */
    boolean knows(long limit) {
        GovernorState state = governor.state(events.now());
        return !state.pools().isEmpty()
                && level(Dimension.INPUT).known()
                && level(Dimension.INPUT).limit() == limit;
    }

    /** How many responses have begun so far. */
    long responses() {
        return responses;
    }

    private void tell(Input input) {
        governor.on(events.now(), input, this);
        armed();
    }

    /** A tick is due when the governor says so; one that is not due any more does no harm. */
    private void armed() {
        long next = governor.wakeAt();
        if (next != Governor.NEVER && next < wakeAt) {
            wakeAt = next;
            events.at(next, this::tick);
        }
    }

    private void tick() {
        wakeAt = Governor.NEVER;
        tell(new Input.Tick());
    }

    @Override
    public void admit(long id, Admission admission) {
        Wanted going = wanted.get(id);
        if (going != null) {
            server.send(going.turn(), new Hearing(going));
        }
    }

    @Override
    public void waiting(long id, Wait wait) {}

    @Override
    public void reject(long id, Rejection rejection) {
        throw new IllegalStateException("Nothing is ever hopeless here: " + rejection.sentence());
    }

    @Override
    public void observe(GovernorEvent event) {}

    private final class Hearing implements Listener {

        private final Turn turn;
        private final Runnable done;

        Hearing(Wanted going) {
            this.turn = going.turn();
            this.done = going.done();
        }

        @Override
        public void started(LimitReport report, TokenUsage usage) {
            responses++;
            inputs.learn(turn.prompt(), usage.prompt());
            tell(new Input.Head(turn.id(), report));
            tell(new Input.Started(turn.id(), usage));
        }

        @Override
        public void generated(long tokens) {
            governor.generated(events.now(), turn.id(), tokens);
            armed();
        }

        @Override
        public void ended(TokenUsage usage) {
            outputs.learn(turn.prompt().model().model(), usage.output());
            wanted.remove(turn.id());
            tell(new Input.Ended(turn.id(), usage));
            done.run();
        }

        @Override
        public void refused(Refusal refusal) {
            tell(new Input.Refused(turn.id(), refusal));
            ask(turn, Priority.RESUME);
        }
    }
}
