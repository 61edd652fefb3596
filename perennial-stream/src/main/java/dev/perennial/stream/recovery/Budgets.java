package dev.perennial.stream.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much recovery may cost.
 *
 * @param attempts how many requests may be sent before there is any content, the first one included; at least 1
 * @param resumes how many may be sent after there is content; 0 for none. That a continuation is asked for again, at most twice
 *     for each break, because it did not show its place, does not count here, and not as an attempt without progress
 * @param withoutProgress how many in a row may bring no content, once there is some; at least 1
 * @param longestWait the longest {@code retry-after} that is waited for
 * @param patience how long an outage may last before the counts above end the message; zero for not at all
 * @param total how long the message may take in all; empty for no limit
 * @param resumeTokens how many tokens may be bought besides those of a message that does not break: input, whether it was
 *     written to a cache, read from it, or neither, and output, one like the other; 0 for none, empty for no limit. What an
 *     attempt cost that told no usage is not known, and not counted
 */
public record Budgets(
        int attempts,
        int resumes,
        int withoutProgress,
        Duration longestWait,
        Duration patience,
        Optional<Duration> total,
        OptionalLong resumeTokens) {

    /** 10 attempts, 20 resumes, 3 in a row without progress, waits up to two minutes, no patience, no total, any tokens. */
    public static final Budgets DEFAULT =
            new Budgets(10, 20, 3, Duration.ofMinutes(2), Duration.ZERO, Optional.empty());

    public Budgets {
        if (attempts < 1 || resumes < 0 || withoutProgress < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ", withoutProgress " + withoutProgress
                    + ", resumes " + resumes + ": the first two have to be at least 1, resumes at least 0");
        }
        if (longestWait.isNegative()
                || patience.isNegative()
                || total.filter(t -> !t.isPositive()).isPresent()) {
            throw new IllegalArgumentException("longestWait is " + longestWait + ", patience " + patience + ", total "
                    + total + ": no time may be negative, and the total not zero");
        }
        if (resumeTokens.isPresent() && resumeTokens.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    "resumeTokens is " + resumeTokens.getAsLong() + " but has to be at least 0");
        }
    }

    /** Budgets that allow any number of tokens. */
    public Budgets(
            int attempts,
            int resumes,
            int withoutProgress,
            Duration longestWait,
            Duration patience,
            Optional<Duration> total) {
        this(attempts, resumes, withoutProgress, longestWait, patience, total, OptionalLong.empty());
    }

    /** These budgets with another number of resumes. */
    public Budgets withResumes(int other) {
        return new Budgets(attempts, other, withoutProgress, longestWait, patience, total, resumeTokens);
    }

    /** These budgets with another number of attempts before content. */
    public Budgets withAttempts(int other) {
        return new Budgets(other, resumes, withoutProgress, longestWait, patience, total, resumeTokens);
    }

    /** These budgets with another patience. */
    public Budgets withPatience(Duration other) {
        return new Budgets(attempts, resumes, withoutProgress, longestWait, other, total, resumeTokens);
    }

    /** These budgets with a total. */
    public Budgets withTotal(Duration other) {
        return new Budgets(attempts, resumes, withoutProgress, longestWait, patience, Optional.of(other), resumeTokens);
    }

    /** These budgets with a limit to the tokens that may be bought besides those of a message that does not break. */
    public Budgets withResumeTokens(long other) {
        return new Budgets(attempts, resumes, withoutProgress, longestWait, patience, total, OptionalLong.of(other));
    }
}
