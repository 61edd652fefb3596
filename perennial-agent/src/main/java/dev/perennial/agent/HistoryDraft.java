package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The next {@link History} while one event is applied; what each kind of event does to the conversation. */
final class HistoryDraft {

    private static final String NOT_RUN = "This call was not run: the session was stopped before its turn came.";

    private static final String WHILE_WORKING = "The user sent the following message while you were working: ";

    AppendedList<ObjectNode> messages = AppendedList.empty();
    final List<ObjectNode> openContent = new ArrayList<>();
    final Map<String, ToolResult> results = new LinkedHashMap<>();
    String stopReason = "";
    JsonNode stopDetails = MissingNode.getInstance();
    String answer = "";
    boolean responded;
    boolean goesOn;
    int outputLimitsInARow;

    /** How many messages there were when the user last said something. */
    int said;

    ShownImages images = ShownImages.NONE;

    HistoryDraft() {}

    HistoryDraft(History history) {
        messages = history.messages;
        openContent.addAll(history.openContent);
        results.putAll(history.results);
        stopReason = history.stopReason;
        stopDetails = history.stopDetails;
        answer = history.answer;
        responded = history.responded;
        goesOn = history.goesOn;
        outputLimitsInARow = history.outputLimitsInARow;
        said = history.said;
        images = history.images;
    }

    void user(String text) {
        appendUser(unanswered().addAll(resultsOfCalls()).add(MessageJson.text(text)));
        goesOn = false;
        outputLimitsInARow = 0;
        said = messages.size();
    }

    /** What was handed over and then not answered, since no user's turn may follow a message of the system's. */
    private ArrayNode unanswered() {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        if (!messages.isEmpty() && MessageJson.isSystem(messages.getLast())) {
            messages.getLast().path("content").forEach(content::add);
            messages = messages.first(messages.size() - 1);
        }
        return content;
    }

    /**
     * What the user said while the model worked. As a message of the system's it is told as a fact (Messages API,
     * "Mid-conversation system messages"); else it stands behind the results, which nobody has seen yet.
     */
    void handedOver(SessionEvent.InputHandedOver input) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        input.texts().forEach(text -> content.add(MessageJson.text(WHILE_WORKING + text)));
        if (input.asSystemMessage()) {
            messages = messages.plus(MessageJson.message("system", content));
        } else {
            ArrayNode turn = messages.getLast().withArray("content").deepCopy();
            messages = messages.first(messages.size() - 1).plus(MessageJson.message("user", turn.addAll(content)));
        }
    }

    void leaveOut(SessionEvent.ImagesLeftOut event) {
        messages = new LeavingOut(event).from(messages);
        images = ShownImages.in(messages);
    }

    /** The response that was under way is asked for anew, by a process that could not go on with it. */
    void askedAnew() {
        openContent.clear();
    }

    /** What is left is what was sent once, so that caches and signatures still fit. */
    void retract() {
        messages = messages.first(said);
        images = ShownImages.in(messages);
        openContent.clear();
        results.clear();
        stopReason = "";
        stopDetails = MissingNode.getInstance();
        answer = "";
        responded = false;
        goesOn = false;
        outputLimitsInARow = 0;
    }

    void continuation(String text) {
        appendUser(JsonNodeFactory.instance.arrayNode().add(MessageJson.text(text)));
        goesOn = true;
    }

    void block(ObjectNode block) {
        openContent.add(block);
    }

    /** The block of this place, and what followed it, begins anew. */
    void restarted(int index) {
        if (index < openContent.size()) {
            openContent.subList(index, openContent.size()).clear();
        }
    }

    void response(SessionEvent.ResponseFinished finished) {
        closeResponse();
        stopReason = finished.stopReason();
        stopDetails = finished.stopDetails();
        outputLimitsInARow = stopReason.equals("max_tokens") ? outputLimitsInARow + 1 : 0;
        goesOn = stopReason.equals("pause_turn");
        responded = !goesOn;
    }

    /** Keeps what can be sent back: whole blocks and the text so far; calls without an answer are dropped. */
    void broken(ObjectNode partial) {
        openContent.clear();
        partial.path("content").forEach(block -> openContent.add((ObjectNode) block));
        openContent.removeIf(block -> MessageJson.isCall(block) && !MessageJson.isAnsweredIn(partial, block));
        dropThinkingAtTheEnd();
        closeResponse();
        stopReason = "";
        goesOn = false;
        responded = true;
    }

    /** A turn does not end with thinking that led to nothing; it may be left out there (Messages API, "Extended thinking"). */
    private void dropThinkingAtTheEnd() {
        while (!openContent.isEmpty()
                && (MessageJson.isThinking(openContent.getLast())
                        || !MessageJson.canBeSentBack(openContent.getLast()))) {
            openContent.removeLast();
        }
    }

    void result(SessionEvent.ToolFinished finished) {
        if (!responded) {
            return;
        }
        results.put(finished.id(), finished.result());
        boolean all = MessageJson.calls(messages.getLast()).stream().allMatch(call -> results.containsKey(call.id()));
        if (all) {
            appendUser(resultsOfCalls());
            goesOn = false;
        }
    }

    /** One result for each id that the last message calls, in order; errors for those that have none. */
    private ArrayNode resultsOfCalls() {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        if (responded && !messages.isEmpty()) {
            Set<String> answered = new HashSet<>();
            for (JsonNode block : messages.getLast().path("content")) {
                if (MessageJson.isToolUse(block)
                        && answered.add(block.path("id").asText())) {
                    content.add(MessageJson.result(
                            block, results.getOrDefault(block.path("id").asText(), ToolResult.error(NOT_RUN))));
                }
            }
        }
        results.clear();
        return content;
    }

    private void closeResponse() {
        List<ObjectNode> content =
                openContent.stream().filter(MessageJson::canBeSentBack).toList();
        String text = MessageJson.textOf(openContent);
        answer = goesOn ? answer + text : text;
        openContent.clear();
        if (!content.isEmpty()) {
            appendAssistant(content);
        }
    }

    /** A response to a conversation that ended with the assistant's turn belongs to that turn. */
    private void appendAssistant(List<ObjectNode> content) {
        ArrayNode turn = JsonNodeFactory.instance.arrayNode();
        if (!messages.isEmpty() && MessageJson.isAssistant(messages.getLast())) {
            messages.getLast().path("content").forEach(turn::add);
            messages = messages.first(messages.size() - 1);
        }
        messages = messages.plus(MessageJson.message("assistant", turn.addAll(content)));
    }

    private void appendUser(ArrayNode content) {
        messages = messages.plus(MessageJson.message("user", content));
        images = images.plus(content);
        responded = false;
    }
}
