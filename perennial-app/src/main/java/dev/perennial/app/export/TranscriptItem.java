package dev.perennial.app.export;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import java.time.Instant;
import java.util.Optional;

/** What stands in a transcript by itself. */
sealed interface TranscriptItem {

    /** The user said something. */
    record Said(Instant at, String text) implements TranscriptItem {
        public Said {
            requireNonNull(at, "at");
            requireNonNull(text, "text");
        }
    }

    /** The model thought something. */
    record Thought(String text) implements TranscriptItem {
        public Thought {
            requireNonNull(text, "text");
        }
    }

    /** The model said something, in Markdown. */
    record Answered(String text) implements TranscriptItem {
        public Answered {
            requireNonNull(text, "text");
        }
    }

    /**
     * A tool was called.
     *
     * @param result what came of it; empty if that is not known, or not yet
     * @param printed what it printed until then; empty if there is a result, which holds it
     */
    record Called(ToolCall call, Optional<ToolResult> result, String printed) implements TranscriptItem {
        public Called {
            requireNonNull(call, "call");
            requireNonNull(result, "result");
            requireNonNull(printed, "printed");
        }
    }

    /** Something that happened beside. */
    record Noted(String text) implements TranscriptItem {
        public Noted {
            requireNonNull(text, "text");
        }
    }

    /** A run ended. */
    record Ended(RunResult result) implements TranscriptItem {
        public Ended {
            requireNonNull(result, "result");
        }
    }
}
