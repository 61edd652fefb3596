package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes one message out of attempts that may break anywhere.
 *
 * <p>A pure state machine: it is fed what happened ({@link #bytes}, {@link #on}) with a reading of the driver's clock, and
 * answers by {@link Effects} what is to be done; {@link #wakeAt} says when it wants to be woken with an {@link Input.Tick}.
 * The same calls with the same seed have the same effects.
 *
 * <pre>{@code
 * Recovery recovery = Recovery.of(body, capabilities, RecoverySettings.DEFAULT, seed);
 * recovery.start(clock.now(), effects);      // effects.send(1, call): send it, report Sent, Head, bytes, Ended
 * recovery.bytes(clock.now(), 1, chunk, 0, n, effects);
 * recovery.on(clock.now(), new Input.Tick(), effects);
 * }</pre>
 *
 * <p>Times are nanoseconds from any origin that never go back, as {@link System#nanoTime} gives them. Confined to one lock:
 * not safe for use by several threads at once. The contract for drivers stands in {@code docs/recovery.md}.
 */
public final class Recovery {

    /** {@link #wakeAt} of a recovery that waits for nothing but input. */
    public static final long NEVER = Watch.NEVER;

    private enum Stage {
        IDLE,
        RUNNING,
        WAITING,
        OVER
    }

    private final Resumptions resumptions;
    private final Outgoing outgoing;
    private final Usage usage;
    private final Watch watch;
    private final Ledger ledger;
    private final Situations situations;
    private final LateTicks lateTicks = new LateTicks();
    private final HoldClock hold = new HoldClock();
    private final ConsumerClock consumer;
    private final Deadlines deadlines;
    private final Incoming incoming;
    private final Attempts attempts;
    private final Pause pause;

    private Stage stage = Stage.IDLE;
    private Effects effects = NoEffects.INSTANCE;
    private long now;

    private Recovery(Body body, Capabilities model, RecoverySettings settings, long seed) {
        RequestBody request = new RequestBody(body.bytes());
        RequestFacts facts = RequestFacts.of(request, model);
        SplittableRandom random = new SplittableRandom(seed);
        this.consumer = new ConsumerClock(settings.consumerPatience());
        Visibility visibility = new Visibility(settings.delivery(), facts);
        this.outgoing = new Outgoing(visibility, this::deliver, this::deliverAside);
        this.usage = new Usage(model.tokenizer());
        this.watch = new Watch(settings.clocks().begin(request.timed()), event -> effects.observe(event));
        this.deadlines = new Deadlines(settings, consumer, outgoing, watch);
        this.ledger = new Ledger(settings.budgets());
        this.situations = new Situations(facts, outgoing.blocks(), visibility, ledger, usage);
        Marks marks = new Marks(HexFormat.of().toHexDigits(random.nextInt()));
        ContainerInUse container = new ContainerInUse();
        CallWriter calls = new CallWriter(body, facts, model, container);
        this.resumptions = new Resumptions(request, calls, outgoing.blocks(), settings.wording(), marks, this::joined);
        this.incoming = new Incoming(new Host(), watch, usage, outgoing, container, marks.end());
        this.attempts = new Attempts(resumptions.original(), incoming, outgoing, usage, watch);
        this.pause = new Pause(
                settings.circuits().of(request.timed().model()),
                new Backoff(random, settings.afterSilence()),
                ledger,
                event -> effects.observe(event));
    }

    /**
     * A message that has not begun.
     *
     * @param body the JSON of the request as the caller made it, with {@code "stream": true}; not to be changed afterwards
     * @param model what the request's model can do
     * @param settings how the message is kept alive
     * @param seed decides jitter and nonces
     */
    public static Recovery of(byte[] body, Capabilities model, RecoverySettings settings, long seed) {
        requireNonNull(body, "body");
        return of(() -> body, model, settings, seed);
    }

    /** A message that has not begun, and whose request is kept elsewhere. */
    public static Recovery of(Body body, Capabilities model, RecoverySettings settings, long seed) {
        requireNonNull(settings, "settings");
        return new Recovery(body, requireNonNull(model, "model"), settings, seed);
    }

    /**
     * Begins: has the first request sent. Does nothing if the message was cancelled before.
     *
     * @throws IllegalStateException if it was called before
     */
    public void start(long now, Effects effects) {
        if (stage == Stage.OVER && attempts.number() == 0) {
            return;
        }
        if (stage != Stage.IDLE) {
            throw new IllegalStateException("A recovery is one message: start it once, make another for the next one.");
        }
        enter(now, effects);
        deadlines.start(now);
        send();
    }

    /** Takes bytes of a response's body; those of an attempt that was abandoned are ignored. */
    public void bytes(long now, int ofAttempt, byte[] bytes, int offset, int length, Effects effects) {
        if (isRunning(ofAttempt)) {
            enter(now, effects);
            watch.bytes(now);
            lateTicks.forget();
            attempts.current().feed(bytes, offset, length);
            hold.holds(stage == Stage.RUNNING && outgoing.isRejoining(), now);
        }
    }

    /**
     * Takes any other input; that of an attempt that was abandoned is ignored. Before the start only {@link Input.Cancel}
     * counts: it ends the message.
     */
    public void on(long now, Input input, Effects effects) {
        boolean early = stage == Stage.IDLE && !(input instanceof Input.Cancel);
        if (stage == Stage.OVER || early) {
            return;
        }
        enter(now, effects);
        switch (input) {
            case Input.Sent sent -> sent(sent.attempt());
            case Input.Head arrived -> head(arrived.attempt(), arrived.head());
            case Input.Ended ended -> ended(ended.attempt(), ended.how());
            case Input.Demand demand -> watch.demand(demand.waiting(), now);
            case Input.Tick tick -> tick();
            case Input.NetworkChanged changed -> networkChanged();
            case Input.Cancel cancel -> broken(new Cause.Cancelled());
        }
    }

    /** When the driver is to feed a {@link Input.Tick}, or {@link #NEVER}; to be asked again after every call. */
    public long wakeAt() {
        if (stage == Stage.OVER || stage == Stage.IDLE) {
            return NEVER;
        }
        long awaited = stage == Stage.WAITING ? pause.due() : watch.due();
        return Math.min(
                Math.min(Math.min(deadlines.total(), awaited), Math.min(keepAliveAt(), hold.due())), patienceEnds());
    }

    /** What there is of the message. */
    public Progress progress() {
        return incoming.progress(outgoing.blocks().progress());
    }

    private void enter(long reading, Effects wanted) {
        now = reading;
        effects = wanted;
    }

    private void deliver(byte[] bytes, int offset, int length) {
        consumer.delivered(now);
        effects.deliver(bytes, offset, length);
    }

    private void deliverAside(byte[] bytes, int offset, int length) {
        consumer.deliveredAside(now);
        effects.deliver(bytes, offset, length);
    }

    private void send() {
        stage = Stage.RUNNING;
        attempts.send(now, effects);
    }

    private boolean isRunning(int ofAttempt) {
        return stage == Stage.RUNNING && ofAttempt == attempts.number();
    }

    private void sent(int ofAttempt) {
        if (isRunning(ofAttempt)) {
            attempts.sent(ledger.stalls(), now);
        }
    }

    private void head(int ofAttempt, ResponseHead arrived) {
        sent(ofAttempt);
        if (isRunning(ofAttempt)) {
            attempts.head(arrived, now);
        }
    }

    private void ended(int ofAttempt, HowEnded how) {
        if (isRunning(ofAttempt)) {
            broken(attempts.current().cause(Causes.of(how, watch.phase())));
        }
    }

    private void tick() {
        if (now >= deadlines.total()) {
            broken(new Cause.TimeUp());
        } else if (stage == Stage.WAITING && now >= pause.due()) {
            takeTurn();
        } else if (now >= hold.due()) {
            hold.stop();
            outgoing.expire().ifPresent(this::broken);
        } else if (now >= patienceEnds()) {
            hurry();
        } else if (watch.due() != NEVER && lateTicks.isJump(now - watch.due())) {
            slept(now - watch.due());
        } else {
            watch.expired(now).ifPresent(c -> broken(attempts.current().cause(c)));
        }
        if (now >= keepAliveAt()) {
            outgoing.ping();
        }
    }

    /** The clocks begin anew; where that was no hiccup, the connection may have died meanwhile. */
    private void slept(long late) {
        effects.observe(new StreamEvent.ClockJumped(Duration.ofNanos(late)));
        watch.restart(now);
        if (LateTicks.isSleep(late)) {
            watch.doubt(now);
        }
    }

    private long keepAliveAt() {
        boolean silent = stage != Stage.RUNNING || !attempts.current().hasStarted();
        return stage == Stage.OVER ? NEVER : deadlines.keepAliveAt(silent);
    }

    private long patienceEnds() {
        return deadlines.patienceEnds(stage == Stage.WAITING || attempts.number() > 1);
    }

    private void hurry() {
        if (stage == Stage.RUNNING && outgoing.mayLetGo()) {
            outgoing.letGo();
        } else {
            broken(new Cause.TimeUp());
        }
    }

    private void broken(Cause cause) {
        boolean running = stage == Stage.RUNNING;
        Attempt attempt = attempts.current();
        boolean begun = attempt.hasStarted();
        attempt.stop();
        watch.stop();
        if (cause instanceof Cause.Stalled stall) {
            watch.stalled(stall);
        }
        if (running) {
            ledger.broke(cause, begun, outgoing.blocks().keptLength() > attempt.keptBefore(), now);
            pause.broke(cause, begun);
        }
        boolean stopReasonSeen = !incoming.stopReason().isEmpty();
        Rule rule = Rule.decide(situations.of(cause, attempts, stopReasonSeen, now));
        effects.observe(new StreamEvent.Decided(attempt.number(), cause, rule));
        if (running) {
            effects.abandon(attempt.number());
            ledger.add(attempt.report(Optional.of(cause), Optional.of(rule), now, usage));
        }
        act(rule, cause);
    }

    private void act(Rule rule, Cause cause) {
        switch (rule.step()) {
            case SEND_AGAIN, ASK_FOR_MORE, SEND_BACK, CONTINUE_TEXT -> goOn(rule, cause);
            case CLOSE -> {
                outgoing.stopLocally(rule.id());
                end(Ending.ended(report(), incoming.stopReason(), false));
            }
            case CLOSE_AS_TOOL_USE -> close("tool_use", Optional.empty(), rule);
            case CLOSE_AS_MAX_TOKENS -> close("max_tokens", Optional.empty(), rule);
            case CLOSE_AT_STOP_SEQUENCE -> close("stop_sequence", Causes.stopSequence(cause), rule);
            case GIVE_UP -> end(Ending.givenUp(report(), cause));
            case SPEND_NO_MORE -> end(new Outcome.BudgetSpent(report()));
        }
    }

    private void goOn(Rule rule, Cause cause) {
        resumptions
                .after(rule.step(), cause, attempts.current().open(), attempts.writtenTokens())
                .ifPresentOrElse(r -> schedule(r, rule, cause), () -> end(Ending.givenUp(report(), cause)));
    }

    private void joined(Proof proof) {
        attempts.current().joined(proof);
        effects.observe(new StreamEvent.Joined(attempts.number(), proof));
    }

    private void schedule(Resumption resumption, Rule rule, Cause cause) {
        outgoing.dropUnfinished();
        int number = attempts.number() + 1;
        String note = "attempt " + number + " (" + rule.id() + ", " + cause.code() + ")";
        outgoing.beginAttempt(resumption.mode(), note, resumption.text());
        attempts.goOnWith(resumption.call());
        hold.stop();
        stage = Stage.WAITING;
        pause.begin(number, outgoing.blocks().hasContent(), cause, watch.isSilent(cause), now);
    }

    private void takeTurn() {
        switch (pause.turn(now)) {
            case NOT_YET -> {}
            case GO -> send();
            case OVER -> {
                effects.observe(new StreamEvent.Decided(attempts.number(), pause.cause(), Rule.R_11));
                end(Ending.givenUp(report(), pause.cause()));
            }
        }
    }

    private void networkChanged() {
        effects.observe(new StreamEvent.NetworkChanged());
        if (stage == Stage.WAITING) {
            pause.networkChanged(now);
        } else {
            watch.doubt(now);
        }
    }

    private void close(String reason, Optional<String> sequence, Rule rule) {
        incoming.closedHere(reason);
        outgoing.closeLocally(reason, sequence, attempts.writtenTokens(), rule.id());
        end(Ending.ended(report(), reason, true));
    }

    private void end(Outcome outcome) {
        stage = Stage.OVER;
        watch.stop();
        effects.end(outcome);
    }

    private Report report() {
        return ledger.attempts().report(progress());
    }

    private final class Host implements Incoming.Host {

        @Override
        public long now() {
            return now;
        }

        @Override
        public void answered() {
            pause.answered();
        }

        @Override
        public void firstContent() {
            effects.observe(new StreamEvent.FirstContent(attempts.number(), deadlines.sinceStart(now)));
        }

        @Override
        public void broken(Cause cause) {
            Recovery.this.broken(cause);
        }

        @Override
        public void stopped() {
            watch.ended();
            ledger.add(attempts.current().report(Optional.empty(), Optional.empty(), now, usage));
            effects.abandon(attempts.number());
            end(Ending.ended(report(), incoming.stopReason(), false));
        }
    }
}
