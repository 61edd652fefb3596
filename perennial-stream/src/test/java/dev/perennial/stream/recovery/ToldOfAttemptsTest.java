package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a governor lives on: when an answer begins, how much was generated, and how each attempt ended. */
class ToldOfAttemptsTest {

    private final Heard heard = new Heard();
    private final Recovery recovery = Recoveries.usual();

    private void feed(byte[] bytes) {
        recovery.bytes(1, 1, bytes, 0, bytes.length, heard);
    }

    private <T extends StreamEvent> List<T> told(Class<T> type) {
        return heard.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void eachAttempt_tellsItsInputOnce_itsOutputAsItComes_andItsEndOnce() {
        recovery.start(0, heard);
        recovery.on(0, new Input.Head(1, new ResponseHead(200, Map.of("content-type", "text/event-stream"))), heard);
        Wire wire = Wire.message().openText("word ".repeat(100));
        feed(wire.bytes());
        long before = recovery.generated();
        wire.clear();
        feed(wire.textDeltas("word ".repeat(100)).bytes());

        assertThat(before).isBetween(80L, 250L);
        assertThat(recovery.generated()).isBetween(2 * before - 2, 2 * before + 2);
        assertThat(told(StreamEvent.Answered.class))
                .singleElement()
                .satisfies(answered -> assertThat(answered.usage().prompt()).isPositive())
                .satisfies(answered -> assertThat(answered.model()).contains("claude-test"));

        recovery.on(2, new Input.Ended(1, HowEnded.RESET), heard);

        assertThat(told(StreamEvent.Over.class)).singleElement().satisfies(over -> {
            assertThat(over.report().cause()).containsInstanceOf(Cause.Reset.class);
            assertThat(over.report().estimated()).isTrue();
        });
    }
}
