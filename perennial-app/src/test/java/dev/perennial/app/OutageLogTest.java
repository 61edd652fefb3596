package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.PerennialEvent;
import dev.perennial.stream.recovery.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway says while its messages wait. */
class OutageLogTest {

    private static final Cause CAUSE = new Cause.ConnectFailed(false);

    private final List<String> said = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final OutageLog log = new OutageLog(said::add, () -> now);

    private void out(String message, Duration lasted) {
        now = Instant.EPOCH.plus(lasted);
        log.on(new PerennialEvent.Outage(message, 11, CAUSE, lasted, Duration.ofHours(1)));
    }

    @Test
    void manyThatWait_areOneLine_andAnotherAfterTenMinutes() {
        out("a", Duration.ofMinutes(1));
        out("b", Duration.ofMinutes(2));
        out("c", Duration.ofMinutes(11));

        assertThat(said)
                .containsExactly(
                        "outage: no connection for 1 min now; waiting: 1",
                        "outage: no connection for 11 min now; waiting: 3");
    }

    @Test
    void theLastThatGoesOn_isTheEndOfIt() {
        out("a", Duration.ofMinutes(1));
        out("b", Duration.ofMinutes(1));
        log.on(new PerennialEvent.FirstToken("a", 12, Duration.ofMinutes(2)));
        assertThat(said).hasSize(1);
        log.on(new PerennialEvent.FirstToken("b", 12, Duration.ofMinutes(2)));
        log.on(new PerennialEvent.FirstToken("c", 1, Duration.ofSeconds(1)));

        assertThat(said).hasSize(2).last().isEqualTo("back: no message waits any more");
    }

    @Test
    void anotherThatIsAsked_isNamedOnceInAWhile() {
        log.on(new PerennialEvent.FellBack("a", 6, "claude-sonnet-5-5", CAUSE));
        log.on(new PerennialEvent.FellBack("b", 6, "claude-sonnet-5-5", CAUSE));
        log.on(new PerennialEvent.FellBack("b", 11, "claude-haiku-4-5", CAUSE));

        assertThat(said)
                .containsExactly(
                        "asking claude-sonnet-5-5 instead (no connection)",
                        "asking claude-haiku-4-5 instead (no connection)");
    }
}
