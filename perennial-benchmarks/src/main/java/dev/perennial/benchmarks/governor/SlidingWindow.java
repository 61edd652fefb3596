package dev.perennial.benchmarks.governor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A sliding window of a minute, as a widely copied token manager has it: the estimate is noted first, cache reads and {@code
 * max_tokens} included; at four fifths of a limit the request is delayed once, until a second after the oldest is a minute old, and
 * then sent whatever has come meanwhile. Nothing is ever put right.
 */
final class SlidingWindow implements Policy {

    private static final double THRESHOLD = 0.8;
    private static final long MAX_TOKENS = 20_000;

    private record Noted(long time, long tokens) {}

    private final Events events;
    private final Policy sending;
    private final Window input;
    private final Window output;

    SlidingWindow(Events events, Policy sending, long inputLimit, long outputLimit) {
        this.events = events;
        this.sending = sending;
        this.input = new Window(inputLimit);
        this.output = new Window(outputLimit);
    }

    @Override
    public void want(Turn turn, Runnable done) {
        long delay = Math.max(input.delay(turn.promptTokens()), output.delay(MAX_TOKENS));
        events.after(delay, () -> sending.want(turn, done));
    }

    private final class Window {

        private final long limit;
        private final Deque<Noted> noted = new ArrayDeque<>();
        private long sum;

        Window(long limit) {
            this.limit = limit;
        }

        long delay(long tokens) {
            noted.add(new Noted(events.now(), tokens));
            sum += tokens;
            while (noted.getFirst().time() < events.now() - Events.MINUTE) {
                sum -= noted.removeFirst().tokens();
            }
            return sum < limit * THRESHOLD ? 0 : noted.getFirst().time() + Events.MINUTE - events.now() + Events.SECOND;
        }
    }
}
