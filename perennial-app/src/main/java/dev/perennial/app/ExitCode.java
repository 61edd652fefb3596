package dev.perennial.app;

import dev.perennial.agent.Outcome;

/** The exit codes that scripts rely on. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REJECTED = 3;
    static final int INTERRUPTED = 4;
    static final int LIMIT = 5;
    static final int STOPPED = 130;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> OK;
            case REFUSED, REJECTED -> REJECTED;
            case CUT, STALLED, OVERLOADED, RATE_LIMITED -> INTERRUPTED;
            case BUDGET_SPENT, CONTEXT_FULL -> LIMIT;
            case CANCELLED -> STOPPED;
        };
    }
}
