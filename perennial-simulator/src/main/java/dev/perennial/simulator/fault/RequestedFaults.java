package dev.perennial.simulator.fault;

import dev.perennial.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The faults that a request asks for itself, by the header {@code x-simulator-fault} or by a path
 * {@code /fault/FAULTS/v1/…}.
 *
 * @param faults the faults
 * @param path the path without them
 */
public record RequestedFaults(Faults faults, String path) {

    /** The header that asks for faults. */
    public static final String HEADER = "x-simulator-fault";

    private static final String PREFIX = "/fault/";

    /**
     * Reads them.
     *
     * @throws FaultSyntaxException if they are malformed
     */
    public static RequestedFaults of(String path, Headers headers) {
        Faults byHeader = headers.all(HEADER).stream().map(Faults::parse).reduce(Faults.NONE, Faults::and);
        if (!path.startsWith(PREFIX)) {
            return new RequestedFaults(byHeader, path);
        }
        int end = path.indexOf('/', PREFIX.length());
        if (end < 0) {
            throw new FaultSyntaxException("Path `" + path + "`: the form is /fault/FAULTS/v1/messages.");
        }
        Faults byPath = Faults.parse(decoded(path.substring(PREFIX.length(), end)));
        return new RequestedFaults(byPath.and(byHeader), path.substring(end));
    }

    /** Plus signs join faults, they are no spaces. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new FaultSyntaxException("Path segment `" + segment + "` has a broken % escape.");
        }
    }
}
