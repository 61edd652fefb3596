package dev.perennial.stream.recovery;

/**
 * The JSON of a request, wherever its driver keeps it: streams take long, and large bodies need not lie in memory meanwhile.
 */
@FunctionalInterface
public interface Body {

    /** The bytes, the same ones each time; asked for once for each attempt. Not to be changed. */
    byte[] bytes();
}
