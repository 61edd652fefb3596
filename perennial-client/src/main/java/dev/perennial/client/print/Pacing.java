package dev.perennial.client.print;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides which text goes out when. It reads no clock and writes nowhere: times are nanoseconds of the caller's clock.
 *
 * <p>All that comes is due {@link Pace#delay} later. Pieces go out every {@link Pace#interval}, each as large as it has to be for
 * all to be in time if they go on like that; so a burst is spread evenly, and what an output that was slow has left over goes out
 * in one. Used by one thread at a time.
 */
final class Pacing {

    /** The time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final WholeCharacters waiting = new WholeCharacters();
    private final Deque<Due> dues = new ArrayDeque<>();
    private final long interval;
    private final long delay;
    private final int size;
    private final int capacity;
    private long added;
    private long taken;
    private long nextPiece;
    private boolean ready;

    /** All text up to here, counted from the first, is to be out by then. */
    private record Due(long end, long at) {}

    /**
     * @param now the time
     */
    Pacing(Pace pace, long now) {
        this.interval = pace.interval().toNanos();
        this.delay = pace.delay().toNanos();
        this.size = pace.size();
        this.capacity = pace.capacity();
        this.nextPiece = now;
    }

    /** How much can be added. */
    int room() {
        return capacity - waiting.length();
    }

    boolean isEmpty() {
        return waiting.length() == 0;
    }

    /** Text came; not more than there is room for. */
    void add(long now, CharSequence text, int from, int to) {
        waiting.add(text, from, to);
        added += to - from;
        ready = waiting.startsWhole();
        if (!dues.isEmpty() && now + delay - dues.getLast().at() < interval) {
            dues.addLast(new Due(added, dues.removeLast().at()));
        } else {
            dues.addLast(new Due(added, now + delay));
        }
    }

    /** When {@link #take} has something to give. */
    long wakeAt() {
        if (!ready) {
            return NEVER;
        }
        boolean enough = waiting.length() >= size || lastMark() > 0;
        return enough ? nextPiece : Math.max(nextPiece, dues.getFirst().at());
    }

    /** What goes out now; empty if nothing does. */
    String take(long now) {
        long wakeAt = wakeAt();
        return now < wakeAt ? "" : taken(now, cut(now));
    }

    /** All but half a surrogate pair, without regard to time. */
    String takeNow(long now) {
        int end = waiting.length();
        boolean half = end > 0 && Character.isHighSurrogate(waiting.charAt(end - 1));
        return taken(now, half ? end - 1 : end);
    }

    /** All there is. */
    String takeAll(long now) {
        return taken(now, waiting.length());
    }

    private String taken(long now, int end) {
        String piece = waiting.take(end);
        taken += end;
        nextPiece = now + interval;
        ready = waiting.startsWhole();
        while (!dues.isEmpty() && dues.getFirst().end() <= taken) {
            dues.removeFirst();
        }
        return piece;
    }

    private int cut(long now) {
        int needed = needed(now);
        if (needed >= waiting.length()) {
            return waiting.cut(waiting.length());
        }
        int mark = waiting.length() < size ? lastMark() : 0;
        if (mark > needed) {
            return mark;
        }
        int least = Math.max(size, needed);
        return waiting.cut(Math.max(least, markWithin(least, least + size)));
    }

    /** How much has to go so that all is in time if as much goes at each interval. */
    private int needed(long now) {
        double most = 0;
        for (Due due : dues) {
            double left = Math.max(due.at() - now, interval);
            most = Math.max(most, (due.end() - taken) * (interval / left));
        }
        return (int) Math.ceil(most);
    }

    /** The place behind the last mark; 0 if there is none, or it may still change. */
    private int lastMark() {
        int index = waiting.length();
        while (index > 0 && !isMark(waiting.charAt(index - 1))) {
            index--;
        }
        return waiting.cut(index) == index ? index : 0;
    }

    /** The place behind the first mark from there on; 0 if there is none. */
    private int markWithin(int from, int to) {
        for (int index = from; index < Math.min(to, waiting.length()); index++) {
            if (isMark(waiting.charAt(index))) {
                return index + 1;
            }
        }
        return 0;
    }

    private static boolean isMark(char c) {
        return ".,;:!?\n…。、，；：！？".indexOf(c) >= 0;
    }
}
