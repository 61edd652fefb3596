package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.Announcer;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.client.governor.Turn;
import dev.perennial.gateway.ApiErrors.Advice;
import dev.perennial.gateway.IncomingBody.Kind;
import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import dev.perennial.http.ClientGoneException;
import dev.perennial.http.Connection;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.HowEnded;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.Report;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the recovery of one message: moves bytes and time, and decides nothing ({@code docs/recovery.md}, "For those who
 * write a driver").
 *
 * <p>All of it happens on the thread that handles the client's request: it waits for what arrives, feeds the recovery, and
 * writes to the client. While it writes nobody waits for the upstream, which is then not asked for more.
 */
final class UnbrokenMessage implements Effects {

    private static final String FALLBACK = "perennial-fallback";

    private final Exchange exchange;
    private final Destinations destinations;
    private final RunningMessages running;
    private final Spool body;
    private final Recovery recovery;
    private final Leaves leaves;
    private final Reply reply;
    private final Announcer announcer;
    private final LongSupplier clock;
    private final Mailbox mailbox = new Mailbox();
    private final Headers headers;

    private @Nullable Asked asked;
    private @Nullable UpstreamExchange current;
    private @Nullable RefusedAnswer refusal;
    private @Nullable IncomingBody incoming;
    private boolean undecided;
    private boolean closing;
    private boolean broke;
    private int target;
    private @Nullable Relayed relayed;
    private Optional<Duration> firstContent = Optional.empty();
    private Duration queued = Duration.ZERO;
    private Optional<Wait.Reason> waitsFor = Optional.empty();
    private Optional<Rejection> withheld = Optional.empty();
    private Optional<Throwable> futile = Optional.empty();
    private @Nullable Outcome outcome;

    /** An attempt that is to be sent once it may. */
    private record Asked(int attempt, Call call, Leaves.Leave leave) {}

    /** An answer that passes as it is, of which so much has been read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Relayed(Arrival.Head head, byte[] first) {}

    UnbrokenMessage(
            Exchange exchange,
            Headers given,
            Destinations destinations,
            RunningMessages running,
            Spool body,
            Recovery recovery,
            Leaves leaves,
            Reply reply,
            Announcer announcer,
            LongSupplier clock) {
        this.exchange = exchange;
        this.destinations = destinations;
        this.running = running;
        this.body = body;
        this.recovery = recovery;
        this.leaves = leaves;
        this.reply = reply;
        this.announcer = announcer;
        this.clock = clock;
        this.headers = PassedHeaders.ofMessage(given);
    }

    /** Brings the message to its end, one way or another. */
    void run() throws InterruptedException {
        try (Connection.Watching _ = exchange.connection().whenGone(() -> mailbox.put(new Arrival.Left()))) {
            running.add(mailbox);
            recovery.start(now(), this);
            answer(outcome());
        } catch (ClientGoneException gone) {
            on(new Input.Cancel());
            throw gone;
        } finally {
            running.remove(mailbox);
            mailbox.close();
            if (current != null) {
                current.close();
            }
            closeIncoming();
            leaves.close();
            tellEnd();
        }
    }

    /** Whoever heard of the beginning hears of the end, also where a request could not even be sent. */
    private void tellEnd() {
        if (outcome == null) {
            announcer.ended(new Outcome.Cancelled(new Report(recovery.progress(), List.of())), now());
            announcer.announce();
        }
    }

    /** How it ended; empty if it was none that is kept alive. */
    Optional<Outcome> end() {
        return relayed == null ? Optional.ofNullable(outcome) : Optional.empty();
    }

    /** How long its attempts waited for their turn, together. */
    Duration queued() {
        return queued;
    }

    /** How long the first content took. */
    Optional<Duration> firstContent() {
        return firstContent;
    }

    private Outcome outcome() throws InterruptedException {
        while (outcome == null) {
            reply.flush();
            on(new Input.Demand(true));
            Optional<Arrival> arrival = mailbox.take(Math.min(patience(), pingIn()));
            if (arrival.isPresent()) {
                take(arrival.get());
            } else {
                tick();
            }
            on(new Input.Demand(false));
        }
        return outcome;
    }

    private long patience() {
        long wake = recovery.wakeAt();
        return wake == Recovery.NEVER ? Long.MAX_VALUE : Math.max(0, wake - now());
    }

    private long pingIn() {
        return reply.pingIn(asked != null && waitsFor.isPresent(), now());
    }

    private void tick() {
        if (pingIn() == 0) {
            reply.ping(now());
        }
        if (now() >= recovery.wakeAt()) {
            on(new Input.Tick());
        }
    }

    private void take(Arrival arrival) {
        switch (arrival) {
            case Arrival.Left _ -> on(new Input.Cancel());
            case Arrival.NetworkChanged changed -> on(new Input.NetworkChanged(changed.doubtful()));
            case Arrival.Closing _ -> {
                closing = true;
                on(new Input.Cancel());
            }
            case Arrival.Turned turned -> turned(turned.attempt());
            case Arrival.Head head when head.from() == current -> head(head);
            case Arrival.Bytes bytes when bytes.from() == current -> bytes(bytes);
            case Arrival.Ended ended when ended.from() == current -> ended(ended);
            case Arrival.Head _, Arrival.Bytes _, Arrival.Ended _ -> {} // of an attempt that was abandoned
        }
    }

    private void turned(int attempt) {
        Asked turned = asked;
        if (turned == null || turned.attempt() != attempt) {
            return;
        }
        switch (turned.leave().turn()) {
            case Turn.Counts _ -> {} // there will be news
            case Turn.Waits waits -> {
                waitsFor = Optional.of(waits.forecast().reason());
                announcer.queued(attempt, waits.forecast());
                announcer.announce();
            }
            case Turn.Goes goes -> goes(turned, goes.waited());
            case Turn.Stays stays -> {
                asked = null;
                withheld = Optional.of(stays.why());
                on(new Input.Withheld(attempt, GovernedMessage.cause(stays.why())));
            }
            case Turn.Over _ -> asked = null;
        }
    }

    private void goes(Asked goes, Duration waited) {
        asked = null;
        queued = queued.plus(waited);
        waitsFor.ifPresent(reason -> announcer.admitted(goes.attempt(), reason, waited));
        waitsFor = Optional.empty();
        announcer.sending(goes.attempt(), goes.call(), now());
        announcer.announce();
        boolean asItCame = goes.call().shape() == Call.Shape.ORIGINAL
                && destinations.otherModel(target).isEmpty();
        Spool sent = asItCame ? body : new Spool.InMemory(goes.call().body());
        UpstreamExchange next =
                destinations.upstream(target).sendMessage(goes.attempt(), exchange, headers, sent, mailbox);
        current = next;
        on(new Input.Sent(goes.attempt()));
    }

    private void head(Arrival.Head head) {
        IncomingBody body = new IncomingBody(head);
        closeIncoming();
        incoming = body;
        body.kind().ifPresentOrElse(kind -> begin(body, kind), () -> undecided = true);
    }

    private void begin(IncomingBody body, Kind kind) {
        undecided = false;
        boolean stream = kind == Kind.STREAM;
        refusal = stream ? null : new RefusedAnswer(body.head());
        ResponseHead known = stream ? body.knownAsStream() : body.known();
        leaves.head(body.head().from().number(), known);
        on(new Input.Head(body.head().from().number(), known));
        if (stream && !reply.hasBegun()) {
            reply.begin(told(body.head()));
        }
    }

    /** Who is asked instead of whom the client meant is named, besides in the message itself. */
    private Arrival.Head told(Arrival.Head head) {
        return destinations
                .fallback(target)
                .map(place -> new Arrival.Head(
                        head.from(), head.status(), head.headers().with(FALLBACK, place)))
                .orElse(head);
    }

    private void bytes(Arrival.Bytes arrived) {
        byte[] raw = Portions.join(arrived.bytes());
        IncomingBody body = requireNonNull(incoming);
        try {
            bytes(body, raw, body.bytes(raw));
            arrived.from().more();
        } catch (IOException unreadable) {
            on(new Input.Ended(arrived.from().number(), HowEnded.RESET));
        }
    }

    private void bytes(IncomingBody body, byte[] raw, byte[] bytes) {
        if (undecided) {
            body.collect(raw, bytes);
            if (body.isTelling()) {
                decide(body);
            }
        } else {
            feed(body, raw, bytes);
        }
    }

    /** Nothing of the answer was made use of yet; all of it goes one way now. */
    private void decide(IncomingBody body) {
        Kind kind = body.kindByItsBytes();
        if (kind == Kind.OTHER && body.head().from().number() == 1 && !reply.hasBegun()) {
            relay(body.head(), body.collectedRaw());
        } else if (kind == Kind.OTHER && reply.hasOnlyPings()) {
            useless(body);
        } else {
            begin(body, kind);
            feed(body, body.collectedRaw(), body.collected());
        }
    }

    private void feed(IncomingBody body, byte[] raw, byte[] bytes) {
        if (refusal != null) {
            refusal.add(raw);
        }
        recovery.bytes(now(), body.head().from().number(), bytes, 0, bytes.length, this);
        leaves.generated(body.head().from().number(), recovery.generated());
    }

    /** An answer that is neither a stream nor an error is not for us to understand. */
    private void relay(Arrival.Head head, byte[] first) {
        relayed = new Relayed(head, first);
        undecided = false;
        current = null;
        on(new Input.Cancel());
    }

    /** The same for who has the head of a stream already: asked for again it would be paid for again, and be no stream either. */
    private void useless(IncomingBody body) {
        undecided = false;
        String said = body.head().headers().first("Content-Type").orElse("no content type");
        futile = Optional.of(new IOException("it answered with " + said + " where a stream of events was asked for"));
        on(new Input.Cancel());
    }

    private void ended(Arrival.Ended ended) {
        if (undecided) {
            decide(requireNonNull(incoming));
        }
        if (relayed != null) {
            mailbox.put(ended); // for the relay, which comes next
            return;
        }
        if (outcome != null) {
            return;
        }
        if (refusal != null && ended.failure().isPresent()) {
            refusal.cut();
        }
        Optional<HowEnded> how = ended.failure().map(Failures::howEnded).orElse(Optional.of(HowEnded.CLEAN));
        how.ifPresentOrElse(h -> on(new Input.Ended(ended.from().number(), h)), () -> {
            futile = ended.failure();
            on(new Input.Cancel());
        });
    }

    private void closeIncoming() {
        if (incoming != null) {
            incoming.close();
        }
        incoming = null;
        undecided = false;
    }

    private void answer(Outcome end) throws InterruptedException {
        if (relayed != null) {
            new Relay(exchange, mailbox).relay(relayed.head(), relayed.first());
        } else if (end.isWhole()) {
            reply.complete();
        } else if (closing) {
            String why = "The gateway closes before the message is whole; ask again.";
            reply.fail(new ApiFault("overloaded_error", "", why), Advice.SOON);
        } else if (futile.isPresent()) {
            String why = "The gateway cannot use "
                    + destinations.upstream(target).address() + ": " + Failures.text(futile.get());
            reply.fail(ApiErrors.gateway(why), Advice.TRIED_ENOUGH);
        } else if (end instanceof Outcome.Cancelled) {
            throw new ClientGoneException(new IOException("The client has left."));
        } else if (withheld.isPresent()) {
            String why = "Perennial: " + withheld.get().sentence();
            reply.fail(new ApiFault("rate_limit_error", "", why), advice(withheld.get()));
        } else if (refusal != null && !reply.hasBegun()) {
            refusal.pass(exchange, isTriedAgain(end));
        } else {
            ApiFault why = reply.hasOnlyPings() ? ApiErrors.told(end) : ApiErrors.of(end);
            reply.fail(why, isTriedAgain(end) ? Advice.TRIED_ENOUGH : Advice.NONE);
        }
    }

    /** What no waiting mends is not to be asked for again. */
    private static Advice advice(Rejection why) {
        return why instanceof Rejection.Late late ? Advice.after(late.more()) : Advice.TRIED_ENOUGH;
    }

    private static boolean isTriedAgain(Outcome end) {
        return end.report().attempts().size() > 1;
    }

    private void on(Input input) {
        recovery.on(now(), input, this);
    }

    private long now() {
        return clock.getAsLong();
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {
        reply.take(bytes, offset, length);
    }

    /** What follows from its turn is done when the mail is read: here the recovery must not be told anything. */
    @Override
    public void send(int attempt, Call call) {
        refusal = null;
        withheld = Optional.empty();
        broke = false;
        closeIncoming();
        target = call.target();
        announcer.asking(now());
        Arrival news = new Arrival.Turned(attempt);
        asked = new Asked(attempt, call, leaves.ask(attempt, call, () -> mailbox.put(news)));
        mailbox.put(news);
    }

    @Override
    public void abandon(int attempt) {
        if (current != null && broke) {
            current.close();
        } else if (current != null) {
            current.leave();
        }
        current = null;
        asked = null;
    }

    @Override
    public void end(Outcome end) {
        outcome = end;
        if (relayed == null) {
            announcer.ended(end, now());
        } else {
            announcer.passed(end, now());
        }
        announcer.announce();
    }

    @Override
    public void observe(StreamEvent event) {
        leaves.observe(event);
        broke |= event instanceof StreamEvent.Decided;
        if (event instanceof StreamEvent.FirstContent first) {
            firstContent = Optional.of(first.after());
        }
        if (relayed == null) {
            announcer.observed(event);
            announcer.announce();
        }
    }
}
