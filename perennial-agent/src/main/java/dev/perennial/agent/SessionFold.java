package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.client.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session's events come to: what a run needs to go on, in the process in which they happened or in another one.
 * Confined to one lock.
 */
final class SessionFold {

    private final Map<String, ToolCall> running = new LinkedHashMap<>();
    private final List<String> queued = new ArrayList<>();
    private final Set<String> keyHashes = new HashSet<>();
    private final Set<String> allowed = new LinkedHashSet<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final HeadFold head = new HeadFold();
    private History history = History.empty();
    private SessionEvent.@Nullable SessionStarted started;
    private SessionEvent.@Nullable RequestStarted lastRequest;
    private @Nullable ObjectNode request;
    private ImagesKept images = ImagesKept.ALL;
    private List<ObjectNode> asked = List.of();
    private SessionEvent.@Nullable PermissionAsked question;
    private @Nullable OpenResponse response;
    private boolean waitsForResponse;
    private boolean runUnderWay;
    private boolean stopAsked;
    private int requests;
    private int exchanges;

    /** An event happened. */
    void add(SessionEvent event) {
        history = history.with(event);
        head.add(event);
        switch (event) {
            case SessionEvent.SessionStarted first -> started = first;
            case SessionEvent.UserInput input -> said(input);
            case SessionEvent.AnswerRetracted ignored -> runBegins();
            case SessionEvent.InputQueued input -> queued(input);
            case SessionEvent.InputHandedOver ignored -> queued.clear();
            case SessionEvent.RequestStarted request -> requestStarted(request);
            case SessionEvent.ResponseStarted begun -> response = new OpenResponse(begun);
            case SessionEvent.BlockStarted begun -> open().ifPresent(r -> r.blockStarted(begun.block()));
            case SessionEvent.BlockRestarted block -> open().ifPresent(r -> r.restarted(block.index()));
            case SessionEvent.TextDelta delta -> open().ifPresent(r -> r.added(delta.text()));
            case SessionEvent.ThinkingDelta delta -> open().ifPresent(r -> r.added(delta.text()));
            case SessionEvent.ToolInputDelta delta -> open().ifPresent(r -> r.added(delta.partialJson()));
            case SessionEvent.CitationAdded cited -> open().ifPresent(r -> r.cited(cited.citation()));
            case SessionEvent.BlockFinished whole -> open().ifPresent(r -> r.blockFinished(whole.block()));
            case SessionEvent.ResponseEnding ending -> open().ifPresent(r -> r.ending(ending.event()));
            case SessionEvent.ResponseFinished ignored -> responseOver();
            case SessionEvent.ResponseBroken ignored -> responseOver();
            case SessionEvent.Attempted attempted -> attempts.add(attempted.attempt());
            case SessionEvent.ExchangeStarted exchange -> exchanges = exchange.number();
            case SessionEvent.ExchangeEnded exchange ->
                exchanges = Math.max(exchanges, exchange.started().number());
            case SessionEvent.ToolStarted call -> running.put(call.call().id(), call.call());
            case SessionEvent.ToolFinished result -> running.remove(result.id());
            case SessionEvent.StopAsked ignored -> stopAsked = true;
            case SessionEvent.RunEnded ignored -> runEnded();
            case SessionEvent.SettingsChosen chosen -> chosen(chosen);
            case SessionEvent.ImagesLeftOut ignored -> {}
            case SessionEvent.Seam ignored -> {}
            case SessionEvent.ToolCallStarted ignored -> {}
            case SessionEvent.ContinuationAsked ignored -> {}
            case SessionEvent.PermissionAsked asked -> question = asked;
            case SessionEvent.PermissionGiven given -> answered(given);
            case SessionEvent.ToolPrinted ignored -> {}
            case SessionEvent.Notice ignored -> {}
            case SessionEvent.Titled ignored -> {}
            case SessionEvent.Reopened ignored -> {}
            case SessionEvent.Unknown ignored -> {}
        }
    }

    private void chosen(SessionEvent.SettingsChosen chosen) {
        request = chosen.request();
        images = chosen.images();
    }

    private void said(SessionEvent.UserInput input) {
        keyHashes.add(input.keyHash());
        queued.clear();
        runBegins();
    }

    private void queued(SessionEvent.InputQueued input) {
        keyHashes.add(input.keyHash());
        queued.add(input.text());
    }

    /** What the user says while a run is under way goes on with it. */
    private void runBegins() {
        if (!runUnderWay) {
            attempts.clear();
        }
        stopAsked = false;
        runUnderWay = true;
    }

    private void runEnded() {
        runUnderWay = false;
        question = null;
    }

    /** What was allowed in every session of the folder is remembered there, where people may take it back. */
    private void answered(SessionEvent.PermissionGiven given) {
        if (question != null && question.call().equals(given.call()) && given.answer() == PermissionAnswer.SESSION) {
            allowed.addAll(question.question().rules());
        }
        question = null;
    }

    private void requestStarted(SessionEvent.RequestStarted request) {
        requests = request.number();
        running.clear();
        lastRequest = request;
        asked = history.messages();
        response = null;
        waitsForResponse = true;
    }

    private void responseOver() {
        response = null;
        waitsForResponse = false;
    }

    private Optional<OpenResponse> open() {
        return Optional.ofNullable(response);
    }

    History history() {
        return history;
    }

    SessionHead head() {
        return head.head();
    }

    /** The session's first event. */
    Optional<SessionEvent.SessionStarted> started() {
        return Optional.ofNullable(started);
    }

    /** The body of every request, without messages; empty if it was not told. */
    Optional<ObjectNode> request() {
        return Optional.ofNullable(request);
    }

    /** How many images of tool results go along in requests. */
    ImagesKept images() {
        return images;
    }

    /** The message of the response that is not over, as far as it came. */
    ObjectNode partial() {
        return open().map(OpenResponse::partial).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** How a response ends with which nobody goes on: with what came of it, and what it is known to have cost. */
    List<SessionEvent> brokenOff(String why) {
        SessionEvent broken = new SessionEvent.ResponseBroken(partial(), why);
        return open().map(began -> List.of(broken, new SessionEvent.Attempted(began.attempt(requests, why))))
                .orElse(List.of(broken));
    }

    /** How many requests the session has sent. */
    int requests() {
        return requests;
    }

    /** How many exchanges the session had. */
    int exchanges() {
        return exchanges;
    }

    /** What the run has sent so far, in order. */
    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** What the user said while the model worked, and was not handed over yet. */
    List<String> queued() {
        return List.copyOf(queued);
    }

    /** Whether something was said already that is known by this hash; what has none is always new. */
    boolean isSaid(String keyHash) {
        return !keyHash.isEmpty() && keyHashes.contains(keyHash);
    }

    /** The call about which the user is being asked. */
    Optional<String> asking() {
        return Optional.ofNullable(question).map(SessionEvent.PermissionAsked::call);
    }

    /** What the user has allowed for as long as the session lasts, as rules are written. */
    List<String> allowed() {
        return List.copyOf(allowed);
    }

    /** Whether a run has begun and not ended. */
    boolean isRunUnderWay() {
        return runUnderWay;
    }

    /** Whether the user wanted this run to stop. */
    boolean isStopAsked() {
        return stopAsked;
    }

    /** The calls that were begun and have no result, in order. */
    List<ToolCall> running() {
        return List.copyOf(running.values());
    }

    /** Whether a request was sent whose response is not over; {@link #received} says what came of it. */
    boolean waitsForResponse() {
        return waitsForResponse;
    }

    /** What came of the response that is not over; empty if it had not begun. */
    Optional<ReceivedMessage> received() {
        return open().map(OpenResponse::received);
    }

    /** Whether the conversation is, byte for byte, what was sent with the last request. */
    boolean isAsItWasSent() {
        return lastRequest == null || lastRequest.hash().equals(new ConversationHash().of(asked));
    }
}
