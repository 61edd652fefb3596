package dev.perennial.client;

import com.anthropic.core.Timeout;
import java.time.Duration;
import java.util.Optional;

/**
 * What a call's timeouts come to when the call may need several requests.
 *
 * @param total what the caller allows for the whole call; empty without a limit
 * @param attempt what each request gets: no limit in all, since that would cut healthy streams, and none for a read, since the
 *     clocks of the recovery are one: below them OkHttp would wake its watchdog for each read
 */
record CallTimeouts(Optional<Duration> total, Timeout attempt) {

    private static final Duration WRITE = Duration.ofMinutes(2);

    /**
     * Tells what the caller set from what the SDK fills in: {@code request}, ten minutes where nobody said otherwise, and
     * {@code read} and {@code write}, which are as long (com.anthropic.core.Timeout).
     *
     * @param connect for a connection, if the caller did not say it
     */
    static CallTimeouts of(Timeout given, Duration connect) {
        boolean hasConnect =
                !given.toBuilder().connect(Optional.empty()).build().equals(given);
        boolean hasRead = !given.toBuilder().read(Optional.empty()).build().equals(given);
        boolean hasWrite = !given.toBuilder().write(Optional.empty()).build().equals(given);
        boolean hasTotal = !given.toBuilder().request(Optional.empty()).build().equals(given);
        Timeout attempt = Timeout.builder()
                .connect(hasConnect ? given.connect() : connect)
                .read(hasRead ? given.read() : Duration.ZERO)
                .write(hasWrite ? given.write() : WRITE)
                .request(Duration.ZERO)
                .build();
        return new CallTimeouts(
                hasTotal ? Optional.of(given.request()).filter(Duration::isPositive) : Optional.empty(), attempt);
    }
}
