package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.PerennialEvent;
import dev.perennial.governor.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueueNoticesTest {

    private final List<String> said = new ArrayList<>();
    private final QueueNotices notices = new QueueNotices((code, text) -> said.add(text));

    private void queued(Duration estimate, int ahead) {
        notices.on(new PerennialEvent.Queued("m", 1, new Wait(estimate, Wait.Reason.INPUT, ahead)));
    }

    @Test
    void aWait_isSaidWithItsReason_andHowManyAreAhead() {
        queued(Duration.ofSeconds(12), 3);

        assertThat(said).containsExactly("waiting 12 s for input tokens, 3 ahead");
    }

    @Test
    void aWaitThatIsOverAtOnce_isNotSaid() {
        queued(Duration.ofMillis(400), 0);

        assertThat(said).isEmpty();
    }

    @Test
    void news_isWhatIsMuchLonger_notWhatGoesBy() {
        queued(Duration.ofSeconds(12), 0);
        queued(Duration.ofSeconds(11), 0);
        queued(Duration.ofSeconds(20), 0);
        queued(Duration.ofSeconds(25), 0);

        assertThat(said).containsExactly("waiting 12 s for input tokens", "waiting 25 s for input tokens");
    }

    @Test
    void theNextRequest_isSaidAnew() {
        queued(Duration.ofSeconds(12), 0);
        notices.over();
        queued(Duration.ofSeconds(5), 0);

        assertThat(said).hasSize(2);
    }
}
