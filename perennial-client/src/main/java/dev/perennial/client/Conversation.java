package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A conversation of many turns with a model, which may call Java functions.
 *
 * <pre>{@code
 * Conversation conversation = Conversation.with(client, "claude-opus-5-5")
 *         .system("You are a helpful guide.")
 *         .tool(ToolFunction.of("get_weather", "Tells the weather", Place.class, place -> "sunny"))
 *         .build();
 * conversation.say("Hi, I'm Alice", System.out::print);
 * Turn turn = conversation.say("What's my name?", System.out::print);
 * }</pre>
 *
 * <p>As a program:
 *
 * {@snippet file="dev/perennial/examples/MultiTurn.java"}
 *
 * <p>Its history is raw JSON and only grows: what was received goes back as it came, fields unknown here included, and what was
 * sent once is sent in the same bytes again. The prompt cache and the signatures of thinking depend on that.
 *
 * <p>If a turn fails, the conversation stays one that the API accepts, with everything up to the last whole answer:
 * {@link #goOn} asks again, after {@link #keep} from where the answer broke.
 *
 * <p>It does what is asked and runs functions, and no more. For work that takes hours, with a journal of events, cancelling,
 * and a shell and an editor as tools, there is {@code Session} of {@code perennial-agent}.
 *
 * <p>For one thread at a time; interrupt it to stop a turn, best a virtual one. Nothing is to be closed.
 */
public final class Conversation {

    private static final String GO_ON = "Your answer was cut off. Go on exactly where it stopped, with the very next "
            + "character; do not repeat anything and do not comment.";

    private final AnthropicClient client;
    private final ObjectNode template;
    private final List<String> betas;
    private final int maxRequests;
    private final ToolCalls tools;
    private final History history;
    private boolean paused;

    Conversation(ConversationBuilder from) {
        this.client = from.client;
        this.template = from.template.deepCopy();
        this.betas = List.copyOf(from.betas);
        this.maxRequests = from.maxRequests;
        this.tools = new ToolCalls(from.tools);
        this.history = new History(from.history);
    }

    /** Begins one with a model. */
    public static ConversationBuilder with(AnthropicClient client, String model) {
        return new ConversationBuilder(client, model);
    }

    /** As {@link #say(String, Consumer)}, for those who only want the end. */
    public Turn say(String text) {
        return say(text, piece -> {});
    }

    /**
     * Says something to the model, runs the functions that it calls, and returns once its turn is over.
     *
     * @param text what is said; not blank
     * @param reader takes all text of the model piece by piece, as it comes
     * @throws MessageStreamException if an answer breaks and cannot be gone on with
     * @throws com.anthropic.errors.AnthropicException if the API refuses a request or cannot be reached
     */
    public Turn say(String text, Consumer<String> reader) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text is blank but has to have a visible character");
        }
        List<ObjectNode> before = history.copy();
        history.user(text);
        return take(reader, before);
    }

    /**
     * Has the model go on: with an answer that {@code max_tokens} or a failure cut, if that was kept, else with its turn.
     *
     * @throws MessageStreamException if an answer breaks and cannot be gone on with
     * @throws com.anthropic.errors.AnthropicException if the API refuses a request or cannot be reached
     * @throws IllegalStateException if nothing was said yet
     */
    public Turn goOn(Consumer<String> reader) {
        if (history.size() == 0) {
            throw new IllegalStateException("nothing was said yet: say something first");
        }
        List<ObjectNode> before = history.copy();
        if (history.endsWithAnswer() && !paused) {
            history.user(GO_ON);
        }
        return take(reader, before);
    }

    /**
     * Takes what had arrived of a broken answer into the conversation. Blocks that the API would refuse are left out: calls
     * without result, thinking that was cut.
     *
     * @param failure what {@link #say} or {@link #goOn} threw
     * @return whether there was something to keep; false if the answer to the last question is there already
     */
    public boolean keep(MessageStreamException failure) {
        boolean answered = history.endsWithAnswer() && !paused;
        return !answered && failure.partial().filter(history::partial).isPresent();
    }

    /** The messages so far, to be stored and given to {@link ConversationBuilder#history}; copies. */
    public List<ObjectNode> history() {
        return history.copy().stream().map(ObjectNode::deepCopy).toList();
    }

    /** Asks, and asks again while the model waits for something; a refusal leaves the history as it was before. */
    private Turn take(Consumer<String> reader, List<ObjectNode> before) {
        TokenUsage usage = TokenUsage.NONE;
        String text = "";
        for (int request = 1; ; request++) {
            ObjectNode message = ask(reader);
            String stopReason = Json.text(message, "stop_reason").orElse("");
            usage = usage.plus(UsageReader.read(message.path("usage")));
            text = (paused ? text : "") + text(message);
            history.answer(message.path("content"));
            paused = stopReason.equals("pause_turn");
            boolean goesOn = goesOn(stopReason);
            if (stopReason.equals("refusal")) {
                history.backTo(before);
            }
            if (!goesOn || request == maxRequests) {
                return new Turn(ending(stopReason, goesOn), text, message, usage, request);
            }
        }
    }

    private ObjectNode ask(Consumer<String> reader) {
        ObjectNode body = Json.emptyObject();
        body.setAll(template);
        ArrayNode definitions = tools.definitions();
        if (!definitions.isEmpty()) {
            body.set("tools", definitions);
        }
        body.set("messages", history.messages());
        try (MessageStream stream = MessageStream.open(client, RawMessages.params(body, betas))) {
            stream.forEachText(reader);
            return stream.finalRawMessage();
        }
    }

    /** Does what the model waits for; whether it does. Calls have results in any case: without them the API takes no more. */
    private boolean goesOn(String stopReason) {
        List<JsonNode> calls = history.openCalls();
        return switch (stopReason) {
            case "pause_turn" -> true;
            case "tool_use" -> answered(tools.run(calls, Optional.empty()));
            case "max_tokens" -> answered(tools.run(calls, calls.isEmpty() ? Optional.empty() : history.lastCall()));
            default -> {
                answered(tools.leave(calls, stopReason));
                yield false;
            }
        };
    }

    private boolean answered(ArrayNode results) {
        if (!results.isEmpty()) {
            history.results(results);
        }
        return !results.isEmpty();
    }

    /** Calls that were answered, and a pause, are for the next request, which was not allowed any more. */
    private static Turn.Ending ending(String stopReason, boolean goesOn) {
        return goesOn ? Turn.Ending.REQUESTS_SPENT : Turn.Ending.of(stopReason);
    }

    private static String text(ObjectNode message) {
        StringBuilder text = new StringBuilder();
        message.path("content").forEach(block -> {
            if (block.path("type").asText().equals("text")) {
                text.append(block.path("text").asText());
            }
        });
        return text.toString();
    }
}
