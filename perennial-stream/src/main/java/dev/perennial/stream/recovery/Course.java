package dev.perennial.stream.recovery;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.circuit.Circuit;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** The attempts at one target, joined into one message. Not thread-safe; times are nanoseconds of any origin. */
final class Course {

    private enum Stage {
        IDLE,
        RUNNING,
        WAITING,
        OVER
    }

    /** May have the message asked for elsewhere instead of having it end. */
    interface Succession {

        /** Whether there is anywhere else. */
        boolean isPossible();

        /** Whether the message goes on elsewhere; {@code begun} if its consumer has got something of it. */
        boolean takesOver(Outcome outcome, boolean begun);
    }

    private static final int ATTEMPTS_BEFORE_LEAVING = 5;

    private final Succession succession;
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
    private long messageBegunAt;

    /**
     * Attempts that are not made yet.
     *
     * @param target the number of its target
     * @param log the attempts before them
     * @param succession who may take over
     */
    Course(
            Body body,
            Capabilities model,
            RecoverySettings settings,
            SplittableRandom random,
            int target,
            AttemptLog log,
            Succession succession) {
        RequestBody request = new RequestBody(body.bytes());
        RequestFacts facts = RequestFacts.of(request, model);
        Circuit circuit = settings.circuits().of(request.timed().model());
        this.succession = succession;
        this.consumer = new ConsumerClock(settings.consumerPatience());
        Visibility visibility = new Visibility(settings.delivery(), facts);
        this.outgoing = new Outgoing(visibility, this::deliver, this::deliverAside);
        this.usage = new Usage(model.tokenizer());
        this.watch = new Watch(settings.clocks().begin(request.timed()), event -> effects.observe(event));
        this.deadlines = new Deadlines(settings, consumer, outgoing, watch);
        this.ledger = new Ledger(settings.budgets(), log, attemptsBeforeLeaving(circuit));
        this.situations = new Situations(facts, outgoing.blocks(), visibility, ledger, usage);
        Marks marks = new Marks(HexFormat.of().toHexDigits(random.nextInt()));
        ContainerInUse container = new ContainerInUse();
        CallWriter calls = new CallWriter(body, facts, model, container, target);
        this.resumptions = new Resumptions(request, calls, outgoing.blocks(), settings.wording(), marks, this::joined);
        this.incoming = new Incoming(new Host(), watch, usage, outgoing, container, marks.end());
        this.attempts = new Attempts(resumptions.original(), incoming, outgoing, usage, watch, log.count());
        Backoff backoff = new Backoff(random, settings.afterSilence());
        this.pause = new Pause(circuit, backoff, ledger, event -> effects.observe(event));
    }

    /** Where others may be asked, no more than a few seconds are waited for one, and nothing if others found that it is out. */
    private OptionalInt attemptsBeforeLeaving(Circuit circuit) {
        if (!succession.isPossible()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(circuit.isOpen() ? 1 : ATTEMPTS_BEFORE_LEAVING);
    }

    /** Whether its message has ended, or goes on elsewhere. */
    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Has the first request sent, of a message that was begun then. */
    void start(long begunAt, long now, Effects effects) {
        messageBegunAt = begunAt;
        enter(now, effects);
        deadlines.start(now);
        send();
    }

    /** Goes on with what another process received, as if a connection had broken there: nothing of it is delivered or told again. */
    void resume(Received received, long now, Effects effects) {
        messageBegunAt = now;
        enter(now, NoEffects.INSTANCE);
        attempts.recall(received, now);
        outgoing.recalled();
        enter(now, effects);
        deadlines.start(now);
        stage = Stage.RUNNING;
        broken(new Cause.ProcessDied());
    }

    void bytes(long now, int ofAttempt, byte[] bytes, int offset, int length, Effects effects) {
        if (isRunning(ofAttempt)) {
            enter(now, effects);
            watch.bytes(now);
            lateTicks.forget();
            attempts.current().feed(bytes, offset, length);
            hold.holds(stage == Stage.RUNNING && outgoing.isRejoining(), now);
        }
    }

    /** Takes any other input; before the start only {@link Input.Cancel} counts. */
    void on(long now, Input input, Effects effects) {
        boolean early = stage == Stage.IDLE && !(input instanceof Input.Cancel);
        if (stage == Stage.OVER || early) {
            return;
        }
        enter(now, effects);
        switch (input) {
            case Input.Sent sent -> sent(sent.attempt());
            case Input.Withheld withheld -> withheld(withheld);
            case Input.Head arrived -> head(arrived.attempt(), arrived.head());
            case Input.Ended ended -> ended(ended.attempt(), ended.how());
            case Input.Demand demand -> watch.demand(demand.waiting(), now);
            case Input.Tick tick -> tick();
            case Input.NetworkChanged changed -> networkChanged(changed.doubtful());
            case Input.Cancel cancel -> broken(new Cause.Cancelled());
        }
    }

    long wakeAt() {
        if (stage == Stage.OVER || stage == Stage.IDLE) {
            return Watch.NEVER;
        }
        long awaited = stage == Stage.WAITING ? pause.due() : watch.due();
        return Math.min(
                Math.min(Math.min(deadlines.total(), awaited), Math.min(keepAliveAt(), hold.due())), patienceEnds());
    }

    /** What there is of the message. */
    Progress progress() {
        return incoming.progress(outgoing.blocks().progress());
    }

    /** About how many tokens the attempt that is under way has generated. */
    long generated() {
        return usage.generated();
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

    private void withheld(Input.Withheld withheld) {
        if (isRunning(withheld.attempt())) {
            broken(withheld.why());
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
        } else if (watch.due() != Watch.NEVER && lateTicks.isJump(now - watch.due())) {
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
        return stage == Stage.OVER ? Watch.NEVER : deadlines.keepAliveAt(silent);
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
            abandon(attempt, cause);
            over(attempt.report(Optional.of(cause), Optional.of(rule), now, usage));
        }
        act(rule, cause);
    }

    /** A connection of another process needs no closing. */
    private void abandon(Attempt attempt, Cause cause) {
        if (!(cause instanceof Cause.ProcessDied)) {
            effects.abandon(attempt.number());
        }
    }

    private void over(AttemptReport report) {
        ledger.add(report);
        effects.observe(new StreamEvent.Over(report));
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

    private void networkChanged(boolean doubtful) {
        effects.observe(new StreamEvent.NetworkChanged());
        if (stage == Stage.WAITING) {
            pause.networkChanged(now);
        } else if (doubtful) {
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
        if (!succession.takesOver(outcome, outgoing.hasStarted())) {
            effects.end(outcome);
        }
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
            ledger.stays();
            if (stage == Stage.RUNNING) {
                pause.answered(); // what was received before says nothing of the server now
            }
            effects.observe(new StreamEvent.Answered(attempts.number(), usage.bill(), usage.servedBy()));
        }

        @Override
        public void firstContent() {
            Duration after = Duration.ofNanos(now - messageBegunAt);
            effects.observe(new StreamEvent.FirstContent(attempts.number(), after));
        }

        @Override
        public void broken(Cause cause) {
            Course.this.broken(cause);
        }

        @Override
        public void stopped() {
            watch.ended();
            over(attempts.current().report(Optional.empty(), Optional.empty(), now, usage));
            effects.abandon(attempts.number());
            end(Ending.ended(report(), incoming.stopReason(), false));
        }
    }
}
