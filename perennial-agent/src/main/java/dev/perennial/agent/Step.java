package dev.perennial.agent;

import java.util.List;

/** What a run does next. */
sealed interface Step {

    /** Send the conversation to the API. */
    record Ask() implements Step {}

    /**
     * Answer the calls of the last message.
     *
     * @param run the calls to run, in order
     * @param cut calls whose input was cut off by the output limit: never run, answered with an error
     */
    record AnswerCalls(List<ToolCall> run, List<ToolCall> cut) implements Step {
        public AnswerCalls {
            run = List.copyOf(run);
            cut = List.copyOf(cut);
        }
    }

    /** Ask the model to go on with the answer that the output limit cut. */
    record Continue() implements Step {}

    /** The run is over. */
    record End(Outcome outcome, String detail) implements Step {}
}
