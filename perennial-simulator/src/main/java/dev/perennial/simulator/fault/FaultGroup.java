package dev.perennial.simulator.fault;

/** What kinds of fault have in common; the order of the catalogue. */
public enum FaultGroup {
    /** Connections that do not come about. */
    CONNECT("connect"),
    /** Responses whose head is late or broken. */
    HEAD("head"),
    /** Errors by HTTP status. */
    STATUS("status"),
    /** What stands between the client and the API. */
    PROXY("proxy"),
    /** Streams on which nothing useful comes any more. */
    SILENCE("silence"),
    /** Streams that end too early. */
    CUT("cut"),
    /** {@code error} events after a 200. */
    ERROR("error event"),
    /** Events that cannot be understood. */
    MALFORMED("malformed"),
    /** Events that are missing, doubled or out of order. */
    ORDER("order"),
    /** Other ways to write the same events, all of them allowed. */
    FRAMING("framing"),
    /** Faults of whole connections below HTTP. */
    HTTP2("tls and http/2"),
    /** Streams that are unusual and nevertheless healthy. */
    ODD("healthy but odd");

    private final String title;

    FaultGroup(String title) {
        this.title = title;
    }

    /** The name for readers, in lower case. */
    public String title() {
        return title;
    }
}
