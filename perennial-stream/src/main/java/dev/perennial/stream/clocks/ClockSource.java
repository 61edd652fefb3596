package dev.perennial.stream.clocks;

import java.util.Locale;

/** Gives the clocks for the streams of a server. Safe for use by several threads. */
@FunctionalInterface
public interface ClockSource {

    /** The clocks for a server, named by {@link #origin}. */
    Clocks at(String origin);

    /** The host of a URL in lower case, and its port if it is not that of the scheme; never a user or password. */
    static String origin(String url) {
        return Origin.of(url.toLowerCase(Locale.ROOT));
    }
}
