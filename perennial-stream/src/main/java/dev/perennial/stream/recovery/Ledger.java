package dev.perennial.stream.recovery;

import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.Optional;

/** Keeps the account of a message's attempts, and says whether there may be another. Not thread-safe. */
final class Ledger {

    /** How often in all a port is tried at which nobody ever listened: long enough for a program to start there. */
    static final int MOST_REFUSED = 5;

    private final Budgets budgets;
    private final AttemptLog attempts = new AttemptLog();
    private int resumes;
    private long bought;
    private int fruitless;
    private int stalls;
    private long outageSince;
    private boolean onlyRefused = true;

    Ledger(Budgets budgets) {
        this.budgets = budgets;
    }

    /** An attempt broke; it was fruitful if the consumer has more to keep than before. */
    void broke(Cause cause, boolean fruitful, long now) {
        if (isAskForASeam(cause)) {
            return;
        }
        onlyRefused = onlyRefused && cause instanceof Cause.ConnectFailed failed && failed.refused();
        stalls = stallsAfter(cause, fruitful);
        if (fruitful || fruitless == 0) {
            outageSince = now;
        }
        fruitless = fruitful ? 0 : fruitless + 1;
    }

    /** Whoever brought something and then stalled stalled once; that no head came says nothing of how slow the model is. */
    private int stallsAfter(Cause cause, boolean fruitful) {
        boolean stalled = cause instanceof Cause.Stalled stall && stall.phase() != Phase.HEAD;
        return (fruitful ? 0 : stalls) + (stalled ? 1 : 0);
    }

    void add(AttemptReport report) {
        attempts.add(report);
        bought += report.usage().total();
    }

    /** Another attempt is sent. */
    void resumed(Cause cause, boolean hasContent) {
        resumes += hasContent && !isAskForASeam(cause) ? 1 : 0;
    }

    /**
     * Whether the server answered, and only the place of its answer is not known. What is asked again for that is bounded by
     * itself: {@link dev.perennial.stream.seam.Continuation#MOST_ASKED_AGAIN} times for each break.
     */
    private static boolean isAskForASeam(Cause cause) {
        return cause instanceof Cause.Unproven;
    }

    boolean allowsAnother(Cause cause, boolean hasContent, long now) {
        Duration patience = patienceLeft(now);
        Duration longest = patience.compareTo(budgets.longestWait()) > 0 ? patience : budgets.longestWait();
        Optional<Duration> asked = Backoff.asked(cause);
        boolean inTime = asked.isEmpty() || asked.get().compareTo(longest) <= 0;
        return inTime && (isAskForASeam(cause) || countsAllow(hasContent) || patience.isPositive());
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

    private boolean countsAllow(boolean hasContent) {
        return hasContent
                ? resumes < budgets.resumes() && fruitless < budgets.withoutProgress()
                : attempts.count() + 1 < mostAttempts();
    }

    private int mostAttempts() {
        return onlyRefused ? Math.min(MOST_REFUSED, budgets.attempts()) : budgets.attempts();
    }

    private Duration patienceLeft(long now) {
        return budgets.resumes() == 0 ? Duration.ZERO : budgets.patience().minusNanos(now - outageSince);
    }

    /** Whether nothing but patience allows the attempt that is about to be sent, and is counted already. */
    boolean isOutage(boolean hasContent) {
        return hasContent
                ? resumes > budgets.resumes() || fruitless >= budgets.withoutProgress()
                : attempts.count() >= mostAttempts();
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
