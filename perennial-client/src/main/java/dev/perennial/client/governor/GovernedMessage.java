package dev.perennial.client.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.Input;
import dev.perennial.governor.Lane;
import dev.perennial.governor.Pool;
import dev.perennial.governor.Priority;
import dev.perennial.governor.Rejection;
import dev.perennial.models.Capabilities;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Budgets;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as a governor sees it: each of its attempts asks before it is sent, and tells what becomes of it. For those who
 * write a driver of {@link dev.perennial.stream.recovery.Recovery}:
 *
 * <pre>{@code
 * Ticket ticket = message.ask(attempt, call, news);   // after Effects.send, without the driver's lock
 * switch (ticket.turn()) {                            // again whenever there is news
 *     case Turn.Goes goes -> { … }                    // Input.Sent, and the request leaves
 *     case Turn.Stays stays -> { … }                  // Input.Withheld, with GovernedMessage.cause(stays.why())
 *     case Turn.Counts counts -> { … }                // wait for news
 *     case Turn.Waits waits -> { … }                  // tell, and wait for news
 *     case Turn.Over over -> { … }                    // the message has ended meanwhile
 * }
 * message.head(attempt, head);                        // with Input.Head
 * message.generated(attempt, recovery.generated());   // after Recovery.bytes
 * message.observe(event);                             // from Effects.observe: the rest follows from it
 * }</pre>
 *
 * <p>Safe for use by several threads. What a driver tells under its own lock is taken without waiting for anybody.
 */
public final class GovernedMessage {

    /**
     * Where a message may be asked for.
     *
     * @param credential a fingerprint of what pays for it: {@link Credential}
     * @param model the model that is asked there
     * @param counter counts prompts there
     */
    public record Place(String credential, Capabilities model, TokenCounter counter) {

        public Place {
            requireNonNull(credential, "credential");
            requireNonNull(model, "model");
            requireNonNull(counter, "counter");
        }
    }

    /** What takes longer may take as long as it likes. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private static final GovernedMessage FREE =
            new GovernedMessage(Governing.OFF, List.of(), Optional.empty(), Duration.ZERO);

    private final @Nullable SharedGovernor governor;
    private final Governing governing;
    private final List<Place> places;
    private final OptionalLong deadline;
    private final Duration longestPause;
    private @Nullable Ticket ticket;
    private int attempt;
    private int over;

    private GovernedMessage(Governing governing, List<Place> places, Optional<Duration> total, Duration longestPause) {
        this.governor = governing.active().orElse(null);
        this.governing = governing;
        this.places = List.copyOf(places);
        this.longestPause = longestPause;
        SharedGovernor shared = governor;
        this.deadline = shared == null || total.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(shared.now() + total.get().toNanos());
    }

    /**
     * A message that begins now.
     *
     * @param governing who governs it, and how
     * @param places where it may be asked for, in the order of the recovery's targets
     * @param budgets how long it may take in all, and how long a pause a server may ask for
     */
    public static GovernedMessage of(Governing governing, List<Place> places, Budgets budgets) {
        return of(governing, places, budgets, Optional.empty());
    }

    /**
     * A message that begins now, for a consumer of its own patience.
     *
     * @param budgets how long it may take in all, and how long a pause a server may ask for
     * @param consumerPatience how long its consumer waits before it gives up; empty for as long as it takes
     */
    public static GovernedMessage of(
            Governing governing, List<Place> places, Budgets budgets, Optional<Duration> consumerPatience) {
        if (governing.active().isEmpty()) {
            return FREE;
        }
        boolean patient = budgets.patience().compareTo(budgets.longestWait()) > 0;
        Duration longestPause = patient ? budgets.patience() : budgets.longestWait();
        return new GovernedMessage(governing, places, sooner(budgets.total(), consumerPatience), longestPause);
    }

    private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
        return Stream.of(one, other)
                .flatMap(Optional::stream)
                .filter(time -> time.compareTo(CENTURY) < 0)
                .min(Comparator.naturalOrder());
    }

    /** A message that nobody governs: all its attempts go at once. */
    public static GovernedMessage free() {
        return FREE;
    }

    /** What recovery is told of a request that is not admitted. */
    public static Cause.Withheld cause(Rejection why) {
        Cause.Withheld.Reason reason = switch (why) {
            case Rejection.BudgetSpent budget -> Cause.Withheld.Reason.BUDGET_SPENT;
            case Rejection.Late late -> Cause.Withheld.Reason.TOO_LATE;
            case Rejection.Futile futile -> Cause.Withheld.Reason.SPEND_LIMIT;
        };
        return new Cause.Withheld(reason, why.sentence());
    }

    /**
     * An attempt is to be sent. It reads the prompt, which takes about a millisecond for each 100 KB.
     *
     * @param news called on any thread when the ticket's turn has changed since; not to wait for anything
     */
    public Ticket ask(int number, Call call, Runnable news) {
        SharedGovernor shared = governor;
        if (shared == null) {
            return Ticket.FREE;
        }
        Wanted wanted = wanted(call);
        synchronized (this) {
            Ticket asked = shared.ask(wanted, news);
            if (number <= over) {
                asked.cancel();
            } else {
                attempt = number;
                ticket = asked;
            }
            return asked;
        }
    }

    private Wanted wanted(Call call) {
        Place place = places.get(call.target());
        PromptFacts facts = PromptReader.read(call.body(), place.model());
        Lane lane = facts.fast() ? Lane.FAST : Lane.STANDARD;
        boolean begun = call.shape() != Call.Shape.ORIGINAL || facts.goesOn();
        Priority priority = begun && governing.priority() == Priority.NORMAL ? Priority.RESUME : governing.priority();
        return new Wanted(
                governing.session().isEmpty() ? facts.session() : governing.session(),
                Pool.of(place.credential(), place.model().model(), lane),
                facts.prompt(),
                facts.maxTokens(),
                priority,
                deadline,
                longestPause,
                governing.counting() ? Count.of(place.counter(), call.body()) : Count.NONE);
    }

    /** The head of a response is here. */
    public void head(int number, ResponseHead head) {
        Ticket asked = current(number);
        if (asked != null && head.status() == 200) {
            asked.head(Reports.of(head, asked.limitHeaders()));
        }
    }

    /** So many tokens were generated by now, about. */
    public void generated(int number, long tokens) {
        Ticket asked = current(number);
        if (asked != null) {
            asked.generated(tokens);
        }
    }

    /**
     * The attempt was answered with a whole message, which nobody saw stream.
     *
     * @param servedBy the model that the message names; empty if it names none
     */
    public void whole(int number, TokenUsage usage, String servedBy) {
        Ticket asked = current(number);
        if (asked != null) {
            asked.started(usage, servedBy);
            end(number, asked, Optional.of(new Input.Ended(asked.id(), usage)));
        }
    }

    /** Takes what the recovery tells. */
    public void observe(StreamEvent event) {
        if (governor == null) {
            return;
        }
        if (event instanceof StreamEvent.Answered answered) {
            Ticket asked = current(answered.attempt());
            if (asked != null) {
                asked.started(answered.usage(), answered.model().orElse(""));
            }
        } else if (event instanceof StreamEvent.Over told) {
            over(told.report());
        }
    }

    private void over(AttemptReport report) {
        Ticket asked = current(report.number());
        end(report.number(), asked, Optional.ofNullable(asked).map(a -> AttemptEnds.of(a, report)));
    }

    /** There will be no more; who waits waits no longer. Changes nothing after the message has ended. */
    public void close() {
        if (governor == null) {
            return;
        }
        Ticket last;
        synchronized (this) {
            over = Integer.MAX_VALUE;
            last = ticket;
            ticket = null;
        }
        if (last != null) {
            last.cancel();
        }
    }

    /** An attempt that ends before it has asked will not go. */
    private synchronized void end(int number, @Nullable Ticket asked, Optional<Input> end) {
        over = Math.max(over, number);
        if (asked != null && end.isPresent()) {
            asked.over(end.get());
        }
        if (number == attempt) {
            ticket = null;
        }
    }

    /** Messages that nobody governs are one and the same: they are not to wait for each other. */
    private @Nullable Ticket current(int number) {
        if (governor == null) {
            return null;
        }
        synchronized (this) {
            return number == attempt ? ticket : null;
        }
    }
}
