package dev.perennial.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.ToolCall;
import dev.perennial.app.terminal.PermissionWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a session's events into what stands in a transcript, each item as soon as it will not change any more: a session
 * of any length needs no more memory than its longest response. Used by one thread.
 */
public final class TranscriptFold {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of a call that has no result yet so much of what it printed is kept. */
    private static final int MOST_PRINTED = 1 << 20;

    private final Consumer<TranscriptItem> items;
    private final Map<String, ToolCall> announced = new LinkedHashMap<>();
    private final Map<String, OpenCall> calls = new LinkedHashMap<>();
    private @Nullable OpenAnswer answer;

    /** A call without a result, and what it printed. */
    private record OpenCall(ToolCall call, StringBuilder printed) {}

    TranscriptFold(Consumer<TranscriptItem> items) {
        this.items = items;
    }

    /** An event happened. */
    public void on(Instant at, SessionEvent event) {
        switch (event) {
            case SessionEvent.UserInput input -> add(new TranscriptItem.Said(at, input.text()));
            case SessionEvent.InputHandedOver input ->
                input.texts().forEach(text -> add(new TranscriptItem.Said(at, text)));
            case SessionEvent.AnswerRetracted _ -> note("The answer above was taken back and asked for anew.");
            case SessionEvent.ResponseStarted _ -> responseStarted();
            case SessionEvent.BlockStarted _ -> open().ifPresent(OpenAnswer::beginBlock);
            case SessionEvent.BlockRestarted restarted -> open().ifPresent(a -> a.goBackTo(restarted.index()));
            case SessionEvent.TextDelta delta -> open().ifPresent(a -> a.text(delta.text()));
            case SessionEvent.ThinkingDelta delta -> open().ifPresent(a -> a.thinking(delta.text()));
            case SessionEvent.BlockFinished finished -> blockFinished(finished.block());
            case SessionEvent.ResponseFinished _ -> answerIsOver();
            case SessionEvent.ResponseBroken broken -> brokeOff(broken);
            case SessionEvent.ContinuationAsked _ -> note("The output limit cut the answer; it was asked to go on.");
            case SessionEvent.PermissionAsked asked ->
                note("Asked whether %s may: %s"
                        .formatted(asked.question().tool(), asked.question().reason()));
            case SessionEvent.PermissionGiven given -> note(PermissionWords.of(given.answer()));
            case SessionEvent.ToolStarted started -> called(started.call());
            case SessionEvent.ToolPrinted printed -> printed(printed);
            case SessionEvent.ToolFinished finished -> finished(finished);
            case SessionEvent.Seam seam -> note("Joined without a gap: " + seam.note());
            case SessionEvent.Notice notice -> note(notice.text());
            case SessionEvent.StopAsked _ -> note("Stopped by the user.");
            case SessionEvent.Reopened _ -> note("Another process went on with the session.");
            case SessionEvent.Unknown unknown -> note("Something that a later version knows of: " + unknown.type());
            case SessionEvent.RunEnded ended -> ended(ended);
            case SessionEvent.Titled _ -> {}
            case SessionEvent.SessionStarted _ -> {}
            case SessionEvent.SettingsChosen _ -> {}
            case SessionEvent.ImagesLeftOut _ -> {}
            case SessionEvent.InputQueued _ -> {}
            case SessionEvent.RequestStarted _ -> {}
            case SessionEvent.CitationAdded _ -> {}
            case SessionEvent.ToolCallStarted _ -> {}
            case SessionEvent.ToolInputDelta _ -> {}
            case SessionEvent.ResponseEnding _ -> {}
            case SessionEvent.Attempted _ -> {}
            case SessionEvent.ExchangeStarted _ -> {}
            case SessionEvent.ExchangeEnded _ -> {}
        }
    }

    /** There are no more events: what is not whole stands there as far as it came. */
    public void end() {
        if (answer != null) {
            answerIsOver();
            note("Here the answer was not whole yet.");
        }
        callsAreOver();
    }

    private Optional<OpenAnswer> open() {
        return Optional.ofNullable(answer);
    }

    /** A response that is told again before it was over takes the place of what was told of it. */
    private void responseStarted() {
        if (answer == null) {
            answer = new OpenAnswer();
        } else {
            answer.goBackTo(0);
            announced.clear();
        }
    }

    private void blockFinished(JsonNode block) {
        open().ifPresent(a -> a.blockFinished(block));
        if (block.path("type").asText().equals("tool_use")) {
            String id = block.path("id").asText();
            announced.put(id, new ToolCall(id, block.path("name").asText(), block.path("input")));
        }
    }

    private void brokeOff(SessionEvent.ResponseBroken broken) {
        open().ifPresent(a -> a.brokeOff(broken.partial()));
        answerIsOver();
        note("Here the response broke off: " + broken.cause() + ".");
    }

    private void answerIsOver() {
        Optional<OpenAnswer> over = open();
        answer = null;
        over.ifPresent(a -> a.items().stream().filter(OpenAnswer::saysSomething).forEach(items));
    }

    private void called(ToolCall call) {
        announced.remove(call.id());
        calls.computeIfAbsent(call.id(), _ -> new OpenCall(call, new StringBuilder()));
    }

    private void printed(SessionEvent.ToolPrinted printed) {
        OpenCall call = calls.get(printed.id());
        if (call != null && call.printed().length() < MOST_PRINTED) {
            call.printed().append(printed.text());
        }
    }

    private void finished(SessionEvent.ToolFinished finished) {
        OpenCall running = calls.remove(finished.id());
        ToolCall notRun = announced.remove(finished.id());
        ToolCall unknown = new ToolCall(finished.id(), finished.name(), JSON.objectNode());
        ToolCall made = running != null ? running.call() : Objects.requireNonNullElse(notRun, unknown);
        add(new TranscriptItem.Called(made, Optional.of(finished.result()), ""));
    }

    private void ended(SessionEvent.RunEnded ended) {
        answerIsOver();
        callsAreOver();
        add(new TranscriptItem.Ended(ended.result()));
    }

    private void callsAreOver() {
        calls.values()
                .forEach(call -> add(new TranscriptItem.Called(
                        call.call(), Optional.empty(), call.printed().toString())));
        announced.values().forEach(call -> add(new TranscriptItem.Called(call, Optional.empty(), "")));
        calls.clear();
        announced.clear();
    }

    private void note(String text) {
        add(new TranscriptItem.Noted(text));
    }

    private void add(TranscriptItem item) {
        open().ifPresentOrElse(a -> a.beside(item), () -> items.accept(item));
    }
}
