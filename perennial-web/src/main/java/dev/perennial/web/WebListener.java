package dev.perennial.web;

import java.time.Duration;
import java.util.OptionalInt;

/** Hears of every request when it is over, on the thread that handled it. Called by many threads at once. */
@FunctionalInterface
public interface WebListener {

    /** Hears nothing. */
    WebListener NONE = request -> {};

    /**
     * A request that is over; never content, and no credentials.
     *
     * @param method its method
     * @param path its path, without query
     * @param status what was answered; empty if the client was gone before
     * @param lasted from its head to the end of the answer
     */
    record Served(String method, String path, OptionalInt status, Duration lasted) {}

    /** A request is over. */
    void served(Served request);
}
