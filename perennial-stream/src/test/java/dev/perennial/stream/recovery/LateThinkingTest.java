package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LateThinkingTest {

    /** Found by simulation: its deltas went out as those of a block that nobody had begun. */
    @Test
    void holdExpiresInThinkingBehindTheText_thinkingStaysBehind() {
        Answer continued = Answer.stream()
                .then(new Wire()
                        .start("msg_2", 30)
                        .text("ld and more")
                        .openThinking("Was that")
                        .ping())
                .pause(Duration.ofSeconds(31))
                .then("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                        + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\" all?\"}}\n\n");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(1)),
                        Answer.of(Wire.message().openText("Hello wor")).end(HowEnded.RESET),
                        continued.end(HowEnded.RESET))
                .run();

        assertThat(Consumer.of(run.delivered()).blocks())
                .singleElement()
                .satisfies(b -> assertThat(b.text()).isEqualTo("Hello world and more"));
    }
}
