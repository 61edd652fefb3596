package dev.perennial.simulator.manner;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.replay.RecordedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays a {@link Manner} over a brain that goes on exactly where a conversation asks for it, such as {@link
 * dev.perennial.simulator.text.TextBrain}; other prompts, and replies that do not begin with text, are left to that brain; blocks behind the text stay. Safe for
 * use by several threads if that brain is.
 */
public final class MannerBrain implements Brain {

    private static final String THOUGHT =
            "My answer was interrupted. I have to find where it stopped and go on from there.";

    private final Brain exact;
    private final Manner manner;

    private MannerBrain(Brain exact, Manner manner) {
        this.exact = exact;
        this.manner = manner;
    }

    /** Has {@code exact} go on in this manner. */
    public static MannerBrain over(Brain exact, Manner manner) {
        return new MannerBrain(requireNonNull(exact, "exact"), requireNonNull(manner, "manner"));
    }

    @Override
    public Reply reply(Prompt prompt) {
        Reply plain = exact.reply(prompt);
        return continued(prompt, plain).map(c -> reply(c, plain)).orElse(plain);
    }

    @Override
    public Optional<RecordedAnswer> recorded(Prompt prompt) {
        return exact.recorded(prompt);
    }

    @Override
    public String reportedModel(String requested) {
        return exact.reportedModel(requested);
    }

    /** The labelled answer to a prompt that asks to go on; empty if it does not, or if the brain does not begin with text. */
    public Optional<Continued> continued(Prompt prompt) {
        return continued(prompt, exact.reply(prompt));
    }

    private Optional<Continued> continued(Prompt prompt, Reply plain) {
        boolean textFirst = plain.content().isEmpty() || isText(plain.content().getFirst());
        return textFirst
                ? interrupted(prompt, plain).map(answer -> manner.continuation(answer, prompt.seed()))
                : Optional.empty();
    }

    private static boolean isText(JsonNode block) {
        return block.path("type").asText().equals("text");
    }

    private static Optional<Interrupted> interrupted(Prompt prompt, Reply plain) {
        List<JsonNode> messages = prompt.messages();
        boolean prefill = isAssistant(messages.getLast());
        String request = prefill ? "" : prompt.lastUserText();
        String written = written(messages);
        return !written.isEmpty() && (prefill || Prompt.asksToContinue(request))
                ? Optional.of(new Interrupted(written, text(plain), request))
                : Optional.empty();
    }

    /** The pieces of the answer since the user last asked for something else than to go on. */
    private static String written(List<JsonNode> messages) {
        StringBuilder written = new StringBuilder();
        for (int i = messages.size() - 1; i >= 0; i--) {
            String text = Prompt.text(messages.get(i).path("content"));
            if (isAssistant(messages.get(i))) {
                written.insert(0, text);
            } else if (!Prompt.asksToContinue(text)) {
                break;
            }
        }
        return written.toString();
    }

    private static boolean isAssistant(JsonNode message) {
        return message.path("role").asText().equals("assistant");
    }

    private static String text(Reply reply) {
        StringBuilder text = new StringBuilder();
        reply.content().forEach(block -> text.append(block.path("text").asText()));
        return text.toString();
    }

    private static Reply reply(Continued continued, Reply plain) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (continued.thinksFirst()) {
            blocks.add(Reply.thinkingBlock(THOUGHT));
        }
        if (!continued.text().isEmpty()) {
            blocks.add(Reply.textBlock(continued.text()));
        }
        plain.content().stream().filter(b -> !isText(b)).forEach(blocks::add);
        return new Reply(blocks, plain.stopReason(), plain.extras());
    }
}
