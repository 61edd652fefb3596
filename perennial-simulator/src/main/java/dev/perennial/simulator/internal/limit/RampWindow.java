package dev.perennial.simulator.internal.limit;

import dev.perennial.simulator.limit.Ramp;

/** Counts the input tokens of the current window of time and of the one before. */
final class RampWindow {

    private long window;
    private long now;
    private long before;

    /** The nanoseconds until these tokens may come; 0 if they may now. The first of a window always may. */
    long nanosUntil(Ramp ramp, long tokens, long time) {
        advance(ramp, time);
        double most = Math.max((double) ramp.tokens(), ramp.factor() * before);
        boolean fits = now == 0 || now + tokens <= most;
        long length = ramp.window().toNanos();
        return fits ? 0 : length - Math.floorMod(time, length);
    }

    void add(Ramp ramp, long tokens, long time) {
        advance(ramp, time);
        now += tokens;
    }

    private void advance(Ramp ramp, long time) {
        long current = Math.floorDiv(time, ramp.window().toNanos());
        if (current != window) {
            before = current == window + 1 ? now : 0;
            now = 0;
            window = current;
        }
    }
}
