package dev.perennial.gateway;

/**
 * One request to the upstream. What becomes of it goes into a mailbox: a head, bytes one portion at a time, an end.
 *
 * <p>Made and steered by the thread that takes from the mailbox.
 */
abstract sealed class UpstreamExchange permits HttpUpstreamExchange, ProviderExchange {

    private final int number;

    /**
     * An exchange that has not begun.
     *
     * @param number tells the attempts of one message apart
     */
    UpstreamExchange(int number) {
        this.number = number;
    }

    final int number() {
        return number;
    }

    /** Lets another portion of the body come. */
    abstract void more();

    /** Frees the connection at once, wherever the exchange stands; nothing more arrives. */
    abstract void close();

    /** Wants no more of a body that is all but at its end: the connection may be used again if the end comes soon. */
    abstract void leave();
}
