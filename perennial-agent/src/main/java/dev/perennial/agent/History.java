package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The fold of a session's events into the conversation as the API takes it: raw JSON, append-only.
 *
 * <p>What was once sent is not rewritten, because the prompt cache and the signatures of thinking depend on the exact
 * prefix; but for images that are left out, seldom and many at a time ({@link ImagesKept}). Every {@code tool_use} is followed by exactly one {@code tool_result}: a user message that comes before all
 * calls have their results carries errors for the rest.
 */
final class History {

    final AppendedList<ObjectNode> messages;
    final List<ObjectNode> openContent;
    final Map<String, ToolResult> results;
    final String stopReason;
    final JsonNode stopDetails;
    final String answer;
    final boolean responded;
    final boolean goesOn;
    final int outputLimitsInARow;
    final int said;
    final ShownImages images;

    History(HistoryDraft draft) {
        this.messages = draft.messages;
        this.openContent = List.copyOf(draft.openContent);
        this.results = Map.copyOf(draft.results);
        this.stopReason = draft.stopReason;
        this.stopDetails = draft.stopDetails;
        this.answer = draft.answer;
        this.responded = draft.responded;
        this.goesOn = draft.goesOn;
        this.outputLimitsInARow = draft.outputLimitsInARow;
        this.said = draft.said;
        this.images = draft.images;
    }

    static History empty() {
        return new History(new HistoryDraft());
    }

    /** The history after {@code event}. */
    History with(SessionEvent event) {
        return switch (event) {
            case SessionEvent.UserInput input -> change(draft -> draft.user(input.text()));
            case SessionEvent.InputHandedOver input -> change(draft -> draft.handedOver(input));
            case SessionEvent.ContinuationAsked asked -> change(draft -> draft.continuation(asked.text()));
            case SessionEvent.BlockFinished finished -> change(draft -> draft.block(finished.block()));
            case SessionEvent.ResponseFinished finished -> change(draft -> draft.response(finished));
            case SessionEvent.ResponseBroken broken -> change(draft -> draft.broken(broken.partial()));
            case SessionEvent.ToolFinished finished -> change(draft -> draft.result(finished));
            case SessionEvent.ImagesLeftOut left -> change(draft -> draft.leaveOut(left));
            case SessionEvent.AnswerRetracted ignored -> change(HistoryDraft::retract);
            case SessionEvent.ResponseStarted ignored -> openContent.isEmpty() ? this : change(HistoryDraft::askedAnew);
            case SessionEvent.SessionStarted ignored -> this;
            case SessionEvent.SettingsChosen ignored -> this;
            case SessionEvent.InputQueued ignored -> this;
            case SessionEvent.RequestStarted ignored -> this;
            case SessionEvent.BlockStarted ignored -> this;
            case SessionEvent.BlockRestarted restarted -> change(draft -> draft.restarted(restarted.index()));
            case SessionEvent.CitationAdded ignored -> this;
            case SessionEvent.Seam ignored -> this;
            case SessionEvent.ResponseEnding ignored -> this;
            case SessionEvent.Attempted ignored -> this;
            case SessionEvent.ExchangeStarted ignored -> this;
            case SessionEvent.ExchangeEnded ignored -> this;
            case SessionEvent.PermissionAsked ignored -> this;
            case SessionEvent.PermissionGiven ignored -> this;
            case SessionEvent.StopAsked ignored -> this;
            case SessionEvent.Titled ignored -> this;
            case SessionEvent.Reopened ignored -> this;
            case SessionEvent.Unknown ignored -> this;
            case SessionEvent.ThinkingDelta ignored -> this;
            case SessionEvent.TextDelta ignored -> this;
            case SessionEvent.ToolCallStarted ignored -> this;
            case SessionEvent.ToolInputDelta ignored -> this;
            case SessionEvent.ToolStarted ignored -> this;
            case SessionEvent.ToolPrinted ignored -> this;
            case SessionEvent.Notice ignored -> this;
            case SessionEvent.RunEnded ignored -> this;
        };
    }

    /** The messages to send; not to be changed. */
    List<ObjectNode> messages() {
        return messages;
    }

    /** The images of tool results in them. */
    ShownImages images() {
        return images;
    }

    /** Whether the user has said anything yet. */
    boolean hasInput() {
        return said > 0;
    }

    /** Whether the model waits for nothing but to be asked: its calls have their results, and it has not seen them. */
    boolean endsWithResults() {
        return !responded && said < messages.size() && !endsWithTheModel();
    }

    /** Whether the model goes on with a turn of its own. */
    boolean endsWithTheModel() {
        return !messages.isEmpty() && MessageJson.isAssistant(messages.getLast());
    }

    /** Whether the last message was answered, so that it is not the model's turn. */
    boolean responded() {
        return responded;
    }

    /** The stop reason of the last response, empty if there is none or it broke off. */
    String stopReason() {
        return stopReason;
    }

    JsonNode stopDetails() {
        return stopDetails;
    }

    /** The text of the last assistant message, joined over the responses that it took. */
    String answer() {
        return answer;
    }

    int outputLimitsInARow() {
        return outputLimitsInARow;
    }

    /** The last content block of the response. */
    JsonNode lastBlock() {
        boolean empty = !responded || !MessageJson.isAssistant(messages.getLast());
        JsonNode content =
                empty ? MissingNode.getInstance() : messages.getLast().path("content");
        return content.path(content.size() - 1);
    }

    /** The calls of the response that still have no result, in order; of calls with the same id the first. */
    List<ToolCall> openCalls() {
        return responded
                ? MessageJson.calls(messages.getLast()).stream()
                        .filter(call -> !results.containsKey(call.id()))
                        .collect(Collectors.toMap(
                                ToolCall::id, call -> call, (first, same) -> first, LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList()
                : List.of();
    }

    private History change(Consumer<HistoryDraft> step) {
        HistoryDraft draft = new HistoryDraft(this);
        step.accept(draft);
        return new History(draft);
    }
}
