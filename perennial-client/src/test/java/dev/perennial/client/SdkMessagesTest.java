package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** A message that was received is never lost to a type that does not fit. */
class SdkMessagesTest {

    @Test
    void convert_typeThatCannotHoldTheMessage_keepsTheMessage() {
        ObjectNode message = RawMessages.parse("""
                {"id":"msg_1","content":[{"type":"text","text":"Paid for"}],"stop_reason":"end_turn"}""");

        MessageUnreadableException unreadable = catchThrowableOfType(
                MessageUnreadableException.class,
                () -> SdkMessages.convert(folded(message), "req_1", Thread.State.class));

        assertThat(unreadable.code()).isEqualTo("message_unreadable");
        assertThat(unreadable.retryable()).isFalse();
        assertThat(unreadable.requestId()).contains("req_1");
        assertThat(unreadable).hasMessageContaining("State").hasMessageContaining("finalRawMessage()");
        PartialMessage partial = unreadable.partial().orElseThrow();
        assertThat(partial.message()).isEqualTo(message);
        assertThat(partial.unfinished()).isEmpty();
        assertThat(partial.text()).isEqualTo("Paid for");
    }

    private static MessageFold folded(ObjectNode message) {
        MessageFold fold = new MessageFold();
        fold.start(message);
        return fold;
    }
}
