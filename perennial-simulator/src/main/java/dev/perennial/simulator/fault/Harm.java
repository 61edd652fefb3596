package dev.perennial.simulator.fault;

/** What a fault does to the response that it befalls. */
public enum Harm {
    /** Nothing: a correct client gets the whole message. */
    NONE,
    /** It comes late; whole, if the client waits long enough. */
    DELAY,
    /** It never comes whole. */
    LOSS
}
