package dev.perennial.benchmarks;

import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a caller of the SDK has of a message.
 *
 * @param content thinking, text and tool input, in the order in which they came
 * @param stopReason why it ended, empty if that never came
 */
record Transcript(String content, String stopReason) {

    /** The message whole: what its stream adds up to. */
    static Transcript of(Message message) {
        StringBuilder content = new StringBuilder();
        message.content().forEach(block -> content.append(text(block)));
        return new Transcript(content.toString(), reason(message.stopReason()));
    }

    static Transcript of(Stream<RawMessageStreamEvent> events) {
        StringBuilder content = new StringBuilder();
        StringBuilder reason = new StringBuilder();
        events.forEach(event -> {
            event.contentBlockDelta().ifPresent(delta -> {
                delta.delta().thinking().ifPresent(t -> content.append(t.thinking()));
                delta.delta().text().ifPresent(t -> content.append(t.text()));
                delta.delta().inputJson().ifPresent(t -> content.append(t.partialJson()));
            });
            event.messageDelta().ifPresent(delta -> {
                reason.setLength(0);
                reason.append(reason(delta.delta().stopReason()));
            });
        });
        return new Transcript(content.toString(), reason.toString());
    }

    private static String text(ContentBlock block) {
        return block.thinking().map(t -> t.thinking()).orElse("")
                + block.text().map(t -> t.text()).orElse("")
                + block.toolUse().map(t -> String.valueOf(t._input())).orElse("");
    }

    private static String reason(Optional<StopReason> reason) {
        return reason.map(StopReason::asString).orElse("");
    }

    /** Whether the other is a shorter beginning of this, or this without its stop reason. */
    boolean startsWith(Transcript other) {
        return content.startsWith(other.content) && (other.stopReason.isEmpty() || other.stopReason.equals(stopReason));
    }
}
