package dev.perennial.client.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.Admission;
import dev.perennial.governor.Ask;
import dev.perennial.governor.Effects;
import dev.perennial.governor.Governor;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.GovernorState;
import dev.perennial.governor.Input;
import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import dev.perennial.governor.budget.Spending;
import dev.perennial.governor.estimate.InputEstimator;
import dev.perennial.governor.estimate.OutputHistory;
import dev.perennial.governor.estimate.Prompt;
import dev.perennial.governor.limit.MemoryLimitStore;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One governor for all that use the same limits, on many threads and by many clients: it says which request may go now
 * ({@link Governor}), and keeps what estimates are made of.
 *
 * <pre>{@code
 * SharedGovernor governor = SharedGovernor.with(GovernorSettings.DEFAULT.withBudgets(
 *         List.of(new Budget.Tokens(Scope.ALL, 1_000_000))));
 * Perennial perennial = Perennial.with(PerennialSettings.builder().governor(governor).build());
 * governor.state();       // limits, what is left of them, who waits, what was spent
 * }</pre>
 *
 * <p>It has no thread of its own and nothing to close. Safe for use by several threads.
 */
public final class SharedGovernor {

    /** What is reckoned with where nobody says otherwise: what servers tell; those that tell nothing are believed to have no limits. */
    public static final GovernorSettings USUAL = GovernorSettings.DEFAULT.withTrusting(true);

    private static final Logger LOG = System.getLogger(SharedGovernor.class.getName());
    private static final long BETWEEN_CLOCKS = Duration.ofMinutes(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Governor governor;
    private final InputEstimator inputs = new InputEstimator();
    private final OutputHistory outputs = new OutputHistory();
    private final Map<Long, Ticket> tickets = new HashMap<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<Doomed> doomed = new ArrayList<>();
    private final LongSupplier clock;
    private final InstantSource wall;
    private final Consumer<GovernorEvent> listener;
    private final Answering effects = new Answering();
    private final Counting counting = new Counting(this);
    private long ids;
    private long armedFor = Governor.NEVER;
    private long clockAt;

    /** Who does not wait as long as it takes. */
    private record Doomed(Ticket ticket, Duration more) {}

    private SharedGovernor(
            GovernorSettings settings, Consumer<GovernorEvent> listener, LongSupplier clock, InstantSource wall) {
        this.governor = new Governor(settings, new MemoryLimitStore(), Catalogue.builtIn());
        this.listener = requireNonNull(listener, "listener");
        this.clock = clock;
        this.wall = wall;
        this.clockAt = now();
        governor.on(clockAt, new Input.Clock(wall.instant()), effects);
    }

    /** A governor that has seen nothing yet. */
    public static SharedGovernor with(GovernorSettings settings) {
        return with(settings, event -> {});
    }

    /**
     * A governor that has seen nothing yet.
     *
     * @param listener hears of told limits, refusals and budgets that are nearly spent; on any thread, and not to be slow
     */
    public static SharedGovernor with(GovernorSettings settings, Consumer<GovernorEvent> listener) {
        return new SharedGovernor(settings, listener, System::nanoTime, InstantSource.system());
    }

    /** What it knows and does. */
    public GovernorState state() {
        return reading(() -> governor.state(now()));
    }

    /** Counts what was spent before, as {@link GovernorState#spent} of an earlier process told it, against the budgets. */
    public void carryOver(List<Spending> before) {
        locked(() -> governor.carryOver(before));
    }

    /** Counts what another process has spent meanwhile against the budgets, besides what is spent here. */
    public void spentElsewhere(List<Spending> more) {
        locked(() -> governor.spentElsewhere(more));
    }

    /** A reading of its clock. */
    long now() {
        return clock.getAsLong();
    }

    /**
     * A request wants to be sent. It goes, stays or waits before this returns.
     *
     * @param news called, without a lock, when the ticket's turn has changed since
     */
    Ticket ask(Wanted wanted, Runnable news) {
        Ticket[] asked = new Ticket[1];
        locked(() -> asked[0] = admit(wanted, news));
        return asked[0];
    }

    private Ticket admit(Wanted wanted, Runnable news) {
        setClock();
        Ticket ticket = new Ticket(this, ++ids, wanted, news);
        tickets.put(ticket.id(), ticket);
        wanted.count().known().ifPresent(counted -> learn(wanted, counted));
        Ask ask = ask(ticket, wanted);
        if (counting.take(governor, ask, wanted)) {
            due.add(counting.begin(ticket, wanted));
        } else {
            governor.ask(now(), ask, effects);
        }
        due.remove(news); // whoever asks looks by himself
        return ticket;
    }

    private Ask ask(Ticket ticket, Wanted wanted) {
        return new Ask(
                ticket.id(),
                wanted.session(),
                wanted.pool(),
                ticket.model(),
                inputs.estimate(wanted.prompt()),
                outputs.estimate(ticket.model(), wanted.maxTokens()),
                wanted.priority(),
                wanted.deadline().orElse(Governor.NEVER));
    }

    /** Its prompt was counted, or could not be: it asks. Under the lock. */
    void counted(Ticket ticket, Wanted wanted, Counted counted) {
        learn(wanted, counted);
        governor.ask(now(), ask(ticket, wanted), effects);
    }

    private void learn(Wanted wanted, Counted counted) {
        if (counted instanceof Counted.Tokens told) {
            inputs.learn(wanted.prompt(), told.tokens());
        }
    }

    /** Days begin by the clock on the wall, which may be set anew. */
    private void setClock() {
        if (now() - clockAt >= BETWEEN_CLOCKS) {
            clockAt = now();
            governor.on(clockAt, new Input.Clock(wall.instant()), effects);
        }
    }

    /** Takes an input, under the lock. */
    void feed(Input input) {
        governor.on(now(), input, effects);
    }

    void generated(long id, long tokens) {
        locked(() -> governor.generated(now(), id, tokens));
    }

    /** What a prompt came to, under the lock. */
    void learn(@Nullable Prompt prompt, TokenUsage usage) {
        if (prompt != null && usage.prompt() > 0) {
            inputs.learn(prompt, usage.prompt());
        }
    }

    /** How long an answer was, under the lock. */
    void learn(String model, TokenUsage usage) {
        outputs.learn(model, usage.output());
    }

    void forget(Ticket ticket) {
        tickets.remove(ticket.id());
    }

    <T extends @Nullable Object> T reading(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does something, and then what follows from it: the first under the lock, the second without. */
    void locked(Runnable step) {
        List<Runnable> told;
        lock.lock();
        try {
            step.run();
            turnAway();
            rearm();
            told = List.copyOf(due);
            due.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(Runnable::run);
    }

    private void turnAway() {
        while (!doomed.isEmpty()) {
            Doomed next = doomed.removeLast();
            if (tickets.containsKey(next.ticket().id()) && !next.ticket().isUnderWay()) {
                feed(new Input.Cancelled(next.ticket().id()));
                effects.reject(next.ticket().id(), new Rejection.Late(next.more()));
            }
        }
    }

    private void rearm() {
        long wake = governor.wakeAt();
        if (wake < armedFor) {
            armedFor = wake;
            CompletableFuture.delayedExecutor(
                            Math.max(0, wake - now()), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                    .execute(this::tick);
        }
    }

    /** An alarm that was set for a time that has passed, or for one that does not matter any more. */
    private void tick() {
        locked(() -> {
            if (now() >= armedFor) {
                armedFor = Governor.NEVER;
            }
            if (now() >= governor.wakeAt()) {
                feed(new Input.Tick());
            }
        });
    }

    private void tell(GovernorEvent event) {
        if (event instanceof GovernorEvent.BudgetNearlySpent nearly) {
            LOG.log(Level.WARNING, nearly.budget().warning());
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A listener of the governor failed; it is told the next events.", e);
        }
    }

    /** What the governor wants, as turns of tickets. Under the lock. */
    private final class Answering implements Effects {

        @Override
        public void admit(long id, Admission admission) {
            becomes(id, new Turn.Goes(admission.waited()));
        }

        @Override
        public void waiting(long id, Wait wait) {
            becomes(id, new Turn.Waits(wait));
            Ticket ticket = tickets.get(id);
            if (ticket != null && ticket.refusesToWait(wait)) {
                doomed.add(new Doomed(ticket, wait.estimate()));
            }
        }

        @Override
        public void reject(long id, Rejection rejection) {
            becomes(id, new Turn.Stays(rejection));
            tickets.remove(id);
        }

        private void becomes(long id, Turn turn) {
            Ticket ticket = tickets.get(id);
            if (ticket != null) {
                ticket.becomes(turn);
                due.add(ticket.news());
            }
        }

        @Override
        public void observe(GovernorEvent event) {
            due.add(() -> Thread.startVirtualThread(() -> tell(event)));
        }
    }
}
