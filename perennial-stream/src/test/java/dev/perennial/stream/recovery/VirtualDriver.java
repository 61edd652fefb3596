package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The reference driver: runs a recovery against a server in virtual time, in one thread, without waiting.
 *
 * <p>What it does is all that a driver has to do; it checks on the way that the recovery keeps its side of the contract.
 */
final class VirtualDriver implements Effects {

    /** Answers the attempts. */
    @FunctionalInterface
    interface Server {
        Answer answer(int attempt, Call call);
    }

    /** What the driver of a real machine would see of time. */
    private record Due(long at, int order, Runnable action) {}

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_STEPS = 100_000;

    private final Recovery recovery;
    private final Server server;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::order));
    private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
    private final List<Call> calls = new ArrayList<>();
    private final List<StreamEvent> events = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private Optional<Outcome> outcome = Optional.empty();
    private int chunk = Integer.MAX_VALUE;
    private int open;
    private int order;
    private long now;

    VirtualDriver(Recovery recovery, Server server) {
        this.recovery = recovery;
        this.server = server;
    }

    /** Answers each attempt with the next of these, and the last one again and again. */
    static VirtualDriver of(Recovery recovery, Answer... answers) {
        return new VirtualDriver(recovery, (attempt, call) -> answers[Math.min(attempt, answers.length) - 1]);
    }

    /** Feeds packets in pieces of so many bytes. */
    VirtualDriver inChunksOf(int bytes) {
        chunk = bytes;
        return this;
    }

    /** Begins; {@link #step} does the rest. */
    VirtualDriver start(Duration at) {
        now = at.toNanos();
        recovery.start(now, this);
        return this;
    }

    /** When something happens next. */
    Duration next() {
        long event = queue.isEmpty() ? Recovery.NEVER : queue.peek().at();
        return Duration.ofNanos(Math.max(now, Math.min(event, recovery.wakeAt())));
    }

    boolean isOver() {
        return outcome.isPresent();
    }

    VirtualDriver run() {
        start(elapsed());
        for (int steps = 0; outcome.isEmpty(); steps++) {
            if (steps > MOST_STEPS) {
                throw new AssertionError("The recovery does not come to an end:\n" + trace);
            }
            step();
        }
        return this;
    }

    /** Does what comes next: something from the server, or a wake-up. */
    void step() {
        long wake = recovery.wakeAt();
        Due next = queue.peek();
        if (next == null && wake == Recovery.NEVER) {
            throw new AssertionError("The recovery hangs: nothing will happen any more\n" + trace);
        }
        if (next != null && next.at() <= wake) {
            queue.remove();
            now = Math.max(now, next.at());
            next.action().run();
        } else {
            now = Math.max(now, wake);
            recovery.on(now, new Input.Tick(), this);
        }
        if (now > LONGEST.toNanos()) {
            throw new AssertionError("The recovery takes forever:\n" + trace);
        }
    }

    /** Something happens after some time, besides what the server does. */
    VirtualDriver at(Duration time, Input input) {
        return at(time, () -> recovery.on(now, input, this));
    }

    /** Something happens elsewhere after some time. */
    VirtualDriver at(Duration time, Runnable happening) {
        queue.add(new Due(time.toNanos(), order++, happening));
        return this;
    }

    /** The machine sleeps: nothing is heard until it wakes. */
    VirtualDriver sleep(Duration from, Duration until) {
        queue.add(new Due(from.toNanos(), order++, () -> {
            now = until.toNanos();
            recovery.on(now, new Input.Tick(), this);
        }));
        return this;
    }

    @Override
    public void send(int attempt, Call call) {
        requireOpen();
        calls.add(call);
        open = attempt;
        trace.append(now)
                .append(" send ")
                .append(attempt)
                .append(' ')
                .append(call.shape())
                .append('\n');
        long at = now;
        queue.add(new Due(at, order++, () -> recovery.on(now, new Input.Sent(attempt), this)));
        for (Answer.Happening happening : server.answer(attempt, call).happenings()) {
            at += happening.after().toNanos();
            queue.add(new Due(at, order++, () -> happen(attempt, happening)));
        }
    }

    private void happen(int attempt, Answer.Happening happening) {
        if (outcome.isPresent()) {
            return;
        }
        switch (happening) {
            case Answer.Happening.Head head -> recovery.on(now, new Input.Head(attempt, head.head()), this);
            case Answer.Happening.Packet packet -> feed(attempt, packet.bytes());
            case Answer.Happening.End end -> recovery.on(now, new Input.Ended(attempt, end.how()), this);
        }
    }

    private void feed(int attempt, byte[] bytes) {
        for (int from = 0; from < bytes.length && outcome.isEmpty(); from += Math.min(chunk, bytes.length - from)) {
            recovery.bytes(now, attempt, bytes, from, Math.min(chunk, bytes.length - from), this);
        }
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {
        requireOpen();
        if (length == 0) {
            throw new AssertionError("An empty delivery");
        }
        delivered.write(bytes, offset, length);
        trace.append(now).append(" deliver ").append(length).append('\n');
    }

    @Override
    public void abandon(int attempt) {
        requireOpen();
        if (attempt != open) {
            throw new AssertionError("Attempt " + attempt + " is abandoned, but " + open + " is open");
        }
        open = 0;
        trace.append(now).append(" abandon ").append(attempt).append('\n');
    }

    @Override
    public void end(Outcome end) {
        requireOpen();
        if (open != 0) {
            throw new AssertionError("Attempt " + open + " is still open at the end");
        }
        outcome = Optional.of(end);
        trace.append(now).append(" end ").append(end.code()).append('\n');
    }

    @Override
    public void observe(StreamEvent event) {
        events.add(event);
        trace.append(now).append(' ').append(described(event)).append('\n');
    }

    private static String described(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Decided decided ->
                decided.cause().code() + " " + decided.rule().id();
            case StreamEvent.Waiting waiting -> "wait " + waiting.attempt() + " " + waiting.delay();
            case StreamEvent.Joined joined -> "joined " + joined.proof().code();
            case StreamEvent.FirstContent first -> "first content " + first.attempt() + " " + first.after();
            case StreamEvent.Answered answered ->
                "answered " + answered.attempt() + " " + answered.usage().prompt();
            case StreamEvent.Over over -> "over " + over.report().number();
            case StreamEvent.Gap gap -> "gap " + gap.attempt() + " " + gap.phase() + " " + gap.lasted();
            case StreamEvent.Pace pace -> "pace " + pace.attempt();
            case StreamEvent.ClockJumped jumped -> "jumped " + jumped.late();
            case StreamEvent.Outage outage -> "outage " + outage.cause().code() + " " + outage.lasted();
            case StreamEvent.NetworkChanged changed -> "network changed";
            case StreamEvent.FellBack fell ->
                "fell back to " + fell.target() + " " + fell.cause().code();
        };
    }

    private void requireOpen() {
        if (outcome.isPresent()) {
            throw new AssertionError("Something happens after the end\n" + trace);
        }
    }

    Outcome outcome() {
        return outcome.orElseThrow();
    }

    String delivered() {
        return delivered.toString(UTF_8);
    }

    byte[] bytes() {
        return delivered.toByteArray();
    }

    /** The deliveries without comments and pings. */
    String events() {
        return delivered()
                .replaceAll("(?m)^: perennial [^\n]*\n\n", "")
                .replace("event: ping\ndata: {\"type\": \"ping\"}\n\n", "");
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    String body(int attempt) {
        return new String(calls.get(attempt - 1).body(), UTF_8);
    }

    List<Rule> rules() {
        return decisions().stream().map(StreamEvent.Decided::rule).toList();
    }

    List<StreamEvent.Decided> decisions() {
        return told(StreamEvent.Decided.class);
    }

    /** What it told of one kind. */
    <T extends StreamEvent> List<T> told(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** How long each attempt but the first had to wait. */
    List<Duration> waits() {
        return events.stream()
                .filter(StreamEvent.Waiting.class::isInstance)
                .map(e -> ((StreamEvent.Waiting) e).delay())
                .toList();
    }

    /** What it told of the clocks. */
    List<StreamEvent.Pace> paces() {
        return events.stream()
                .filter(StreamEvent.Pace.class::isInstance)
                .map(StreamEvent.Pace.class::cast)
                .toList();
    }

    List<StreamEvent> timings() {
        return events.stream()
                .filter(e -> e instanceof StreamEvent.FirstContent || e instanceof StreamEvent.Gap)
                .toList();
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    String trace() {
        return trace.toString();
    }
}
