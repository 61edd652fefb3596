package dev.perennial.stream.recovery;

import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps the account of a message's attempts, and says whether there may be another. Not thread-safe. */
final class Ledger {

    /** How often in all a port is tried at which nobody ever listened: long enough for a program to start there. */
    static final int MOST_REFUSED = 5;

    /** How long a machine may be without a network: long enough for it to wake and to join one. */
    static final Duration LONGEST_OFFLINE = Duration.ofMinutes(1);

    /** What is asked to be waited for where others may be asked: no longer than without being asked. */
    private static final Duration LONGEST_BEFORE_LEAVING = Duration.ofSeconds(8);

    private final Budgets budgets;
    private final AttemptLog attempts;
    private OptionalInt attemptsBeforeLeaving;
    private int sent;
    private int resumes;
    private boolean counted;
    private long bought;
    private int fruitless;
    private int barren;
    private int turnedAway;
    private int offline;
    private int spared;
    private int stalls;
    private long outageSince;
    private boolean onlyRefused = true;

    /**
     * An account that is empty.
     *
     * @param log where reports go, those of earlier targets too
     * @param attemptsBeforeLeaving how many may be made as long as the message may be asked for elsewhere; empty if it may not
     */
    Ledger(Budgets budgets, AttemptLog log, OptionalInt attemptsBeforeLeaving) {
        this.budgets = budgets;
        this.attempts = log;
        this.attemptsBeforeLeaving = attemptsBeforeLeaving;
    }

    /** The message has begun, so that it can be asked for nowhere else. */
    void stays() {
        attemptsBeforeLeaving = OptionalInt.empty();
    }

    /**
     * An attempt broke.
     *
     * @param begun whether its message had begun
     * @param fruitful whether the consumer has more to keep than before
     */
    void broke(Cause cause, boolean begun, boolean fruitful, long now) {
        if (isAskForASeam(cause)) {
            return;
        }
        onlyRefused = onlyRefused && cause instanceof Cause.ConnectFailed failed && failed.refused();
        stalls = stallsAfter(cause, fruitful);
        if (fruitful || fruitless == 0) {
            outageSince = now;
        }
        fruitless = fruitful ? 0 : fruitless + 1;
        turned(cause, begun, fruitful);
    }

    /** Who was turned away at the door cost nothing, and is no sign that what is asked for cannot be had. */
    private void turned(Cause cause, boolean begun, boolean fruitful) {
        boolean away = !begun && !fruitful && isTurningAway(cause);
        resumes -= away && counted ? 1 : 0;
        offline += cause instanceof Cause.Offline ? 1 : 0;
        turnedAway = !away ? 0 : turnedAway + (cause instanceof Cause.Offline ? 0 : 1);
        barren = fruitful ? 0 : barren + (away ? 0 : 1);
    }

    private static boolean isTurningAway(Cause cause) {
        return cause instanceof Cause.Status
                || cause instanceof Cause.InStream
                || cause instanceof Cause.ConnectFailed
                || cause instanceof Cause.Offline
                || cause instanceof Cause.Reset;
    }

    /** Whoever brought something and then stalled stalled once; that no head came says nothing of how slow the model is. */
    private int stallsAfter(Cause cause, boolean fruitful) {
        boolean stalled = cause instanceof Cause.Stalled stall && stall.phase() != Phase.HEAD;
        return (fruitful ? 0 : stalls) + (stalled ? 1 : 0);
    }

    void add(AttemptReport report) {
        attempts.add(report);
        sent++;
        bought += report.usage().total();
    }

    /** Another attempt is sent. */
    void resumed(Cause cause, boolean hasContent) {
        counted = hasContent && !isAskForASeam(cause);
        resumes += counted ? 1 : 0;
    }

    /**
     * An attempt was not sent, for the server is out as far as others know; it counts as one that was turned away. Whether there
     * may be another.
     */
    boolean sparedAllowsAnother(Cause cause, boolean hasContent, long now) {
        resumes -= counted ? 1 : 0;
        fruitless++;
        turnedAway++;
        boolean allowed = allowsAnother(cause, hasContent, now);
        spared++;
        return allowed;
    }

    /**
     * Whether the server answered, and only the place of its answer is not known. What is asked again for that is bounded by
     * itself: {@link dev.perennial.stream.seam.Continuation#MOST_ASKED_AGAIN} times for each break.
     */
    private static boolean isAskForASeam(Cause cause) {
        return cause instanceof Cause.Unproven;
    }

    boolean allowsAnother(Cause cause, boolean hasContent, long now) {
        if (attemptsBeforeLeaving.isPresent() && takesLong(cause)) {
            return false;
        }
        Duration patience = patienceLeft(now);
        Duration longest = patience.compareTo(budgets.longestWait()) > 0 ? patience : budgets.longestWait();
        Optional<Duration> asked = Backoff.asked(cause);
        boolean inTime = asked.isEmpty() || asked.get().compareTo(longest) <= 0;
        return inTime && (isAskForASeam(cause) || countsAllow(cause, hasContent, now) || patience.isPositive());
    }

    /** Where others may be asked, one that does not answer in time or wants to be waited for is left at once; a dead connection is no answer. */
    private static boolean takesLong(Cause cause) {
        return cause instanceof Cause.Stalled
                || Backoff.asked(cause)
                        .filter(t -> t.compareTo(LONGEST_BEFORE_LEAVING) > 0)
                        .isPresent();
    }

    /**
     * Whether the next attempt may be bought. It pays anew for the prompt and for what is out, be it read or written; so if it
     * brings the rest, what was bought too much is all that the attempts before it were billed.
     *
     * @param broken the bill of the attempt that has just broken
     */
    boolean affordsAnother(TokenUsage broken) {
        return budgets.resumeTokens().isEmpty()
                || bought + broken.total() <= budgets.resumeTokens().getAsLong();
    }

    private boolean countsAllow(Cause cause, boolean hasContent, long now) {
        if (cause instanceof Cause.Offline) {
            return (!hasContent || resumes < budgets.resumes()) && outage(now).compareTo(LONGEST_OFFLINE) < 0;
        }
        return hasContent
                ? resumes < budgets.resumes() && barren < budgets.withoutProgress() && turnedAway < budgets.attempts()
                : tried() + 1 < mostAttempts();
    }

    /** How many attempts there were before this one, but for those that never left the machine. */
    private int tried() {
        return sent + spared - offline;
    }

    private int mostAttempts() {
        int most = Math.min(budgets.attempts(), attemptsBeforeLeaving.orElse(Integer.MAX_VALUE));
        return onlyRefused ? Math.min(MOST_REFUSED, most) : most;
    }

    /** How much of the patience is left; zero or less if none is. */
    Duration patienceLeft(long now) {
        boolean none = budgets.resumes() == 0 || attemptsBeforeLeaving.isPresent();
        return none ? Duration.ZERO : budgets.patience().minus(outage(now));
    }

    /** How long it has been since an attempt brought something, or the first one broke. */
    Duration outage(long now) {
        return Duration.ofNanos(now - outageSince);
    }

    /** Whether nothing but patience allows the attempt that is about to be sent, and is counted already. */
    boolean isOutage(boolean hasContent) {
        return hasContent
                ? resumes > budgets.resumes() || barren >= budgets.withoutProgress() || turnedAway >= budgets.attempts()
                : tried() >= mostAttempts();
    }

    int fruitless() {
        return fruitless;
    }

    /** How many attempts made no progress any more, since the last one before them that brought something. */
    int stalls() {
        return stalls;
    }

    AttemptLog attempts() {
        return attempts;
    }
}
