package dev.perennial.examples;

import java.util.List;
import java.util.Optional;

/** All examples there are. */
public final class Examples {

    private static final List<Example> ALL = List.of(
            Example.of("basic-text", "text as it comes", BasicText.class, BasicText::run),
            Example.of("final-message", "the whole message, as the SDK's type", FinalMessage.class, FinalMessage::run),
            Example.of("all-events", "every event of a stream", AllEvents.class, AllEvents::run),
            Example.of("tool-use", "a tool call while it is written", ToolUse.class, ToolUse::run),
            Example.of("tools", "Java functions that the model calls", Tools.class, Tools::run),
            Example.of("token-usage", "tokens as they are told", TokensSoFar.class, TokensSoFar::run),
            Example.of("async", "a stream that keeps no thread waiting", Async.class, Async::run),
            Example.of("concurrent-streams", "many at once", ConcurrentStreams.class, ConcurrentStreams::run),
            Example.of("buffered", "text at a steady pace", Buffered.class, Buffered::run),
            Example.of("snapshot", "the message so far", Snapshot.class, Snapshot::run),
            Example.of("errors", "what can go wrong, and what it says", Errors.class, Errors::run),
            Example.of("conversation", "several turns", MultiTurn.class, MultiTurn::run),
            Example.of("system-prompt", "an answer under a system prompt", SystemPrompt.class, SystemPrompt::run),
            Example.of("temperature", "a temperature, where the model takes one", Temperature.class, Temperature::run),
            Example.of("thinking", "the beta API: thinking beside text", Thinking.class, Thinking::run),
            Example.of("raw-response", "id of the request, and headers", RawResponse.class, RawResponse::run),
            Example.of("interrupt", "stopped by another thread", Interrupt.class, Interrupt::run),
            Example.of("ctrl-c", "stopped by you, and what is kept then", CtrlC.class, CtrlC::run),
            Example.of("manual-iteration", "step by step, closed by hand", ManualIteration.class, ManualIteration::run),
            Example.of("clean-up", "a stream that is left in the middle", CleanUp.class, CleanUp::run),
            Example.of("partial-answer", "what is kept when nothing helped", PartialAnswer.class, PartialAnswer::run),
            Example.ofOwnClient("timeouts", "a limit for each layer", Timeouts.class, Timeouts::run),
            Example.ofOwnClient("watchdog", "a silent stall is noticed, and mended", Watchdog.class, Watchdog::run),
            Example.of("resume", "broken connections leave no trace in the text", Resume.class, Resume::run),
            Example.of(
                    "partial-input", "a tool's input as an object that grows", PartialInput.class, PartialInput::run),
            Example.of("tee", "one stream for several readers", Tee.class, Tee::run),
            Example.of("publisher", "for reactive programs, with back-pressure", Publisher.class, Publisher::run),
            Example.of("agent-loop", "the agent in your own program", AgentLoop.class, AgentLoop::run));

    private Examples() {}

    /** All of them, in the order in which one may read them. */
    public static List<Example> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Optional<Example> named(String name) {
        return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
    }
}
