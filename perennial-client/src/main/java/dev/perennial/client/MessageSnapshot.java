package dev.perennial.client;

import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A message as far as it had come when it was looked at ({@link MessageStream#snapshot()}).
 *
 * <p>As a program:
 *
 * {@snippet file="dev/perennial/examples/Snapshot.java"}
 *
 * <p>It stays as it was while the message grows, and may be read by any thread. To take one costs the same for any length; text
 * and JSON are put together when they are asked for, each time anew.
 */
public final class MessageSnapshot {

    private final ObjectNode head;
    private final List<BlockFold> blocks;
    private final List<BlockView> growing;

    /**
     * Takes a look.
     *
     * @param growing how the blocks stood that were not finished; those that were do not change any more
     */
    MessageSnapshot(ObjectNode head, List<BlockFold> blocks, List<BlockView> growing) {
        this.head = head;
        this.blocks = blocks;
        this.growing = growing;
    }

    /** Whether the message had begun. */
    public boolean isStarted() {
        return !head.isEmpty();
    }

    /** The text of all text blocks. */
    public String text() {
        return text(views());
    }

    /** How many UTF-16 characters {@link #text()} has; costs time in proportion to the number of blocks. */
    public int textLength() {
        int length = 0;
        for (BlockFold block : blocks) {
            BlockView view = view(block);
            length += isText(view) ? view.text().characters() : 0;
        }
        return length;
    }

    /** The blocks of content, in their order. */
    public List<BlockSnapshot> content() {
        return views().stream().map(BlockSnapshot::new).toList();
    }

    /** The tokens as far as they were told. */
    public TokenUsage usage() {
        return UsageReader.read(head.path("usage"));
    }

    /**
     * What the tokens told so far cost at list prices, in US dollars.
     *
     * @return empty if the catalogue does not know the model that answers
     */
    public Optional<BigDecimal> cost(Catalogue catalogue) {
        return Json.text(head, "model")
                .flatMap(catalogue::find)
                .map(model -> model.prices().cost(usage()));
    }

    /** Why the model stopped, if that was told. */
    public Optional<String> stopReason() {
        return Json.text(head, "stop_reason");
    }

    /** The message as raw JSON; fields unknown to the SDK are kept. */
    public ObjectNode raw() {
        return json(head, views());
    }

    /**
     * The message as the SDK's type.
     *
     * @throws IllegalStateException if the message had not begun, or the SDK's type cannot hold it
     */
    public Message toMessage() {
        return to(Message.class);
    }

    /**
     * The message as the SDK's type of the beta API.
     *
     * @throws IllegalStateException if the message had not begun, or the SDK's type cannot hold it
     */
    public BetaMessage toBetaMessage() {
        return to(BetaMessage.class);
    }

    /** The message as it began, and all that is told of it now but for its blocks. */
    ObjectNode start() {
        return head;
    }

    /** The blocks, as they are kept. */
    List<ReceivedMessage.Block> received() {
        return views().stream()
                .map(view -> new ReceivedMessage.Block(
                        view.json(), view.input().toString(), view.isFinished(), view.hasUnknownDeltas()))
                .toList();
    }

    /** The event that told why it ends; empty if none did. */
    Optional<ObjectNode> end() {
        if (stopReason().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode event = Json.emptyObject();
        ObjectNode delta = event.putObject("delta");
        delta.set("stop_reason", head.path("stop_reason"));
        delta.set("stop_sequence", head.path("stop_sequence"));
        event.set("usage", head.path("usage"));
        return Optional.of(event);
    }

    private <T> T to(Class<T> type) {
        if (!isStarted()) {
            throw new IllegalStateException("the message had not begun: no message_start event was read yet");
        }
        try {
            return SdkJson.value(raw(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the message so far is no " + type.getSimpleName() + "; raw() has it", e);
        }
    }

    private List<BlockView> views() {
        return blocks.stream().map(this::view).toList();
    }

    private BlockView view(BlockFold block) {
        for (BlockView view : growing) {
            if (view.index() == block.index()) {
                return view;
            }
        }
        return block.view();
    }

    private static boolean isText(BlockView block) {
        return block.type().equals("text");
    }

    static String text(List<BlockView> blocks) {
        StringBuilder text = new StringBuilder();
        blocks.stream().filter(MessageSnapshot::isText).forEach(block -> text.append(block.text()));
        return text.toString();
    }

    static ObjectNode json(ObjectNode head, List<BlockView> blocks) {
        ObjectNode message = Json.emptyObject();
        message.setAll(head);
        ArrayNode content = message.putArray("content");
        blocks.forEach(block -> content.add(block.json()));
        return message;
    }
}
