package dev.perennial.stream.recovery;

/** How an attempt's bytes ended, as the transport tells it. */
public enum HowEnded {
    /** The body ended as HTTP has it end. */
    CLEAN,
    /** The connection broke, or closed in the middle of the body. */
    RESET,
    /** The transport's own read timeout ran out. */
    BYTES_TIMEOUT,
    /** No connection came about. */
    CONNECT_FAILED,
    /** The host is there, and said at once that nobody listens at that port. */
    CONNECT_REFUSED,
    /** This machine has no network just now: no route, no address of its own, nobody to ask for names. */
    OFFLINE
}
