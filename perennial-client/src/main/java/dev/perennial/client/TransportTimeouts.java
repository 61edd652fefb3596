package dev.perennial.client;

import com.anthropic.core.Timeout;
import java.time.Duration;

/**
 * How long the transport waits. There is no limit for a whole call: such a limit cuts healthy streams, as the SDK's own
 * default does after ten minutes ({@code Timeout.request} covers the reading of the body).
 *
 * @param connect for a connection, its TLS handshake included; more than zero
 * @param read for the next byte, the first included; more than zero
 * @param write for the network to take the next bytes of a request; more than zero
 */
public record TransportTimeouts(Duration connect, Duration read, Duration write) {

    /** Ten seconds to connect, 15 minutes to the next byte (thinking may be silent that long), two minutes to write. */
    public static final TransportTimeouts DEFAULT =
            new TransportTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMinutes(2));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is not more than zero
     */
    public TransportTimeouts {
        requirePositive("connect", connect);
        requirePositive("read", read);
        requirePositive("write", write);
    }

    /** These limits with another one for the next byte. */
    public TransportTimeouts withRead(Duration limit) {
        return new TransportTimeouts(connect, limit, write);
    }

    /** These limits with another one for connecting. */
    public TransportTimeouts withConnect(Duration limit) {
        return new TransportTimeouts(limit, read, write);
    }

    Timeout toSdk() {
        return Timeout.builder()
                .connect(connect)
                .read(read)
                .write(write)
                .request(Duration.ZERO)
                .build();
    }

    private static void requirePositive(String field, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "the " + field + " timeout is " + limit + " but has to be more than zero");
        }
    }
}
