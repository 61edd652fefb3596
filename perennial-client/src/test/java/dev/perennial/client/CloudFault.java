package dev.perennial.client;

/** What may happen to a request at a cloud. */
enum CloudFault {
    NONE,
    RESET_AT_ONCE,
    STATUS_408(408),
    STATUS_424(424),
    STATUS_429(429),
    STATUS_500(500),
    STATUS_503(503),
    STATUS_529(529),
    /** An error where the first event belongs. */
    EXCEPTION_FIRST,
    EXCEPTION_IN_TEXT,
    /** The body ends in good order, in the middle of an event. */
    CUT_IN_EVENT,
    /** The connection breaks in the middle of an event. */
    RESET_IN_EVENT,
    END_BETWEEN_EVENTS,
    SILENCE,
    /** A bit is wrong. */
    DAMAGE;

    private final int status;

    CloudFault() {
        this(200);
    }

    CloudFault(int status) {
        this.status = status;
    }

    /** The status of the answer; 200 if there is a stream. */
    int status() {
        return status;
    }
}
