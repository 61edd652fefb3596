package dev.perennial.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each cell of the table: whose process it is, and what is known of it. */
final class LivenessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<Long, String> RUNNING = Map.of(7L, "1234");
    private static final Duration LONG = Lease.EXPIRY.plusMillis(1);

    @ParameterizedTest
    @CsvSource({
        // host, boot, space, pid, started, renewed, lives
        "here,  b1, n1, 7, 1234, 0,       true",
        "here,  b1, n1, 7, 1234, long,    true", // no clock ends a process that can be seen
        "here,  b1, n1, 7, 1234, ahead,   true",
        "here,  b1, n1, 7, 1233, 0,       false", // the number was used again
        "here,  b1, n1, 8, 1234, 0,       false",
        "named, b1, n1, 7, 1234, long,    true", // the host was renamed
        "named, b1, n1, 8, 1234, 0,       false",
        "here,  b0, n1, 7, 1234, 0,       false", // the machine was started again
        "here,  b1, n2, 8, 1234, 0,       true", // a container beside this one
        "here,  b1, n2, 8, 1234, expiry,  true",
        "here,  b1, n2, 8, 1234, long,    false",
        "here,  b1, n2, 8, 1234, ahead,   false",
        "there, b9, n9, 8, 1234, 0,       true",
        "there, b9, n9, 8, 1234, long,    false",
        "there, '', '', 8, 1234, 0,       true",
        "here,  '', '', 8, 1234, 0,       true", // a host of the same name that does not say
        "here,  '', '', 8, 1234, long,    false",
    })
    void lives_ofALinux(
            String host, String boot, String space, long pid, String started, String renewed, boolean lives) {
        assertThat(seenFrom("b1", "n1").lives(held(host, boot, space, pid, started, renewed), NOW))
                .isEqualTo(lives);
    }

    @ParameterizedTest
    @CsvSource({
        "here,  '', '', 7, 1234, long,  true",
        "here,  '', '', 8, 1234, 0,     false",
        "there, '', '', 8, 1234, 0,     true",
        "there, '', '', 8, 1234, long,  false",
        "here,  b1, n1, 8, 1234, 0,     true",
    })
    void lives_whereTheSystemTellsLess(
            String host, String boot, String space, long pid, String started, String renewed, boolean lives) {
        assertThat(seenFrom("", "").lives(held(host, boot, space, pid, started, renewed), NOW))
                .isEqualTo(lives);
    }

    private static Liveness seenFrom(String boot, String space) {
        return new Liveness(
                new Holder("own", "here", boot, space, 1, "1"), pid -> Optional.ofNullable(RUNNING.get(pid)));
    }

    private static HeldLease held(String host, String boot, String space, long pid, String started, String renewed) {
        Instant at = switch (renewed) {
            case "long" -> NOW.minus(LONG);
            case "expiry" -> NOW.minus(Lease.EXPIRY);
            case "ahead" -> NOW.plus(LONG);
            default -> NOW;
        };
        return new HeldLease(new Holder("other", host, boot, space, pid, started), 3, at);
    }
}
