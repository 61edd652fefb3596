package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Decides what a run does next, from its history alone: no clock, no socket, no tool is touched here.
 *
 * <p>No answer that was cut short ends as {@link Outcome#COMPLETE}. Stop reasons: Messages API, "Handling stop reasons".
 */
final class Loop {

    /** How often in a row the model is asked to go on after its output limit. */
    static final int MAX_CONTINUATIONS = 3;

    private Loop() {}

    static Step next(History history) {
        if (!history.responded()) {
            return new Step.Ask();
        }
        return switch (history.stopReason()) {
            case "end_turn", "stop_sequence" -> new Step.End(Outcome.COMPLETE, "");
            case "tool_use" -> answerCalls(history);
            case "pause_turn" -> new Step.Ask();
            case "max_tokens" -> afterOutputLimit(history);
            case "refusal" -> new Step.End(Outcome.REFUSED, refusal(history));
            case "model_context_window_exceeded" ->
                new Step.End(
                        Outcome.CONTEXT_FULL,
                        "The conversation fills the model's context: start a new session, or use a model with a larger one.");
            case "" -> new Step.End(Outcome.CUT, "The response ended without a stop reason, so it may not be whole.");
            default ->
                new Step.End(
                        Outcome.CUT,
                        "The model stopped for a reason that this version does not know: `" + history.stopReason()
                                + "`.");
        };
    }

    private static Step answerCalls(History history) {
        List<ToolCall> open = history.openCalls();
        if (open.isEmpty()) {
            return new Step.End(Outcome.CUT, "The model stopped to use a tool, but its message calls none.");
        }
        return new Step.AnswerCalls(open, List.of());
    }

    /** The last block decides: cut input is never run, cut text is continued, anything else has nothing to go on from. */
    private static Step afterOutputLimit(History history) {
        if (history.outputLimitsInARow() > MAX_CONTINUATIONS) {
            return outputLimit("still reached after " + MAX_CONTINUATIONS + " continuations");
        }
        JsonNode last = history.lastBlock();
        return switch (last.path("type").asText()) {
            case "tool_use" -> withoutCutCall(history);
            case "text" -> new Step.Continue();
            default -> outputLimit("reached before the answer began");
        };
    }

    private static Step withoutCutCall(History history) {
        List<ToolCall> open = history.openCalls();
        int whole = open.size() - 1;
        return new Step.AnswerCalls(open.subList(0, whole), open.subList(whole, open.size()));
    }

    private static Step outputLimit(String how) {
        return new Step.End(
                Outcome.CUT, "The output limit was " + how + ": raise --max-tokens, or ask for less at once.");
    }

    private static String refusal(History history) {
        String explanation = history.stopDetails().path("explanation").asText("");
        return explanation.isEmpty() ? "The model refused to answer." : "The model refused: " + explanation;
    }
}
