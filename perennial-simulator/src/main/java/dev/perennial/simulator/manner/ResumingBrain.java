package dev.perennial.simulator.manner;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.replay.RecordedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a brain that knows nothing of interruptions go on with an answer that was cut off: where a conversation shows the
 * beginning of what the brain would have said, and asks to go on, the rest of it is said. All else is left to that brain.
 *
 * <p>That brain has to give equal replies to equal prompts. Safe for use by several threads if it is.
 */
public final class ResumingBrain implements Brain {

    private final Brain brain;

    private ResumingBrain(Brain brain) {
        this.brain = brain;
    }

    /** Has {@code brain} go on. */
    public static ResumingBrain over(Brain brain) {
        return new ResumingBrain(requireNonNull(brain, "brain"));
    }

    @Override
    public Reply reply(Prompt prompt) {
        return rest(prompt).orElseGet(() -> brain.reply(prompt));
    }

    @Override
    public Optional<RecordedAnswer> recorded(Prompt prompt) {
        return brain.recorded(prompt);
    }

    @Override
    public String reportedModel(String requested) {
        return brain.reportedModel(requested);
    }

    private Optional<Reply> rest(Prompt prompt) {
        List<JsonNode> messages = prompt.messages();
        if (messages.size() < 3 || !isAskedToGoOn(messages)) {
            return Optional.empty();
        }
        String written = Prompt.text(messages.get(messages.size() - 2).path("content"));
        Reply whole = brain.reply(before(prompt, messages.size() - 2));
        return written.isBlank() ? Optional.empty() : rest(whole, written);
    }

    private static boolean isAskedToGoOn(List<JsonNode> messages) {
        JsonNode last = messages.getLast();
        return last.path("role").asText().equals("user")
                && messages.get(messages.size() - 2).path("role").asText().equals("assistant")
                && Prompt.asksToContinue(Prompt.text(last.path("content")));
    }

    /** The conversation as it was before the answer began. */
    private static Prompt before(Prompt prompt, int messages) {
        ObjectNode request = prompt.request().deepCopy();
        ArrayNode kept = request.putArray("messages");
        prompt.messages().subList(0, messages).forEach(kept::add);
        return new Prompt(request, prompt.seed());
    }

    /** What of the whole answer comes behind this text; empty if it does not begin so. */
    private static Optional<Reply> rest(Reply whole, String written) {
        List<ObjectNode> blocks = new ArrayList<>();
        String missing = written;
        for (ObjectNode block : whole.content()) {
            String text = block.path("text").asText();
            if (missing.isEmpty()) {
                blocks.add(block);
            } else if (text.startsWith(missing)) {
                addText(blocks, text.substring(missing.length()));
                missing = "";
            } else if (missing.startsWith(text)) {
                missing = missing.substring(text.length());
            } else {
                return Optional.empty();
            }
        }
        return missing.isEmpty()
                ? Optional.of(new Reply(blocks, whole.stopReason(), whole.extras()))
                : Optional.empty();
    }

    private static void addText(List<ObjectNode> blocks, String text) {
        if (!text.isEmpty()) {
            blocks.add(Reply.textBlock(text));
        }
    }
}
