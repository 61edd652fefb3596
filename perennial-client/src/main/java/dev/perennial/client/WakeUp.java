package dev.perennial.client;

import org.jspecify.annotations.Nullable;

/**
 * The one alarm of one message. It may ring too early, since one that is set is kept when a later one would do. Guarded by
 * the lock of its message.
 */
final class WakeUp {

    private final Alarm alarm;
    private final Runnable action;
    private Alarm.@Nullable Ring armed;
    private long armedFor = Long.MAX_VALUE;

    WakeUp(Alarm alarm, Runnable action) {
        this.alarm = alarm;
        this.action = action;
    }

    /** Sees to it that it rings at this time, or before. */
    void noLaterThan(long wake, long now) {
        if (wake < armedFor) {
            cancel();
            armedFor = wake;
            armed = alarm.in(wake - now, action);
        }
    }

    /** It has rung. */
    void rang() {
        armedFor = Long.MAX_VALUE;
    }

    void cancel() {
        if (armed != null) {
            armed.cancel();
        }
    }
}
