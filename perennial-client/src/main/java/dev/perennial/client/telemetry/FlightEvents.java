package dev.perennial.client.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/**
 * The events of Java Flight Recorder. Those that last (message, attempt, wait) have a start and a duration; a stall is told when
 * it is noticed, and says how long it was. No stack traces: the thread is one of ours and says nothing.
 */
final class FlightEvents {

    private FlightEvents() {}

    /** What all of them have. */
    @Category("Perennial")
    @StackTrace(false)
    abstract static class OfMessage extends Event {

        @Label("Message")
        @Description("The name that the response has as perennial-message")
        String message = "";

        @Label("Model")
        String model = "";

        @Label("Attempt")
        @Description("From 1; of a message how many there were")
        int attempt;
    }

    @Name("dev.perennial.Message")
    @Label("Message")
    @Description("A message, from the call to its end, all attempts together")
    static final class Message extends OfMessage {

        @Label("Server")
        String server = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Time to First Token")
        @Timespan(Timespan.NANOSECONDS)
        long firstToken;

        @Label("Tokens of the Prompt")
        @Description("Of all attempts")
        long promptTokens;

        @Label("Tokens of the Output")
        @Description("Of all attempts")
        long outputTokens;

        @Label("Tokens Paid Again")
        @Description("What of these one attempt would not have cost")
        long tokensPaidAgain;
    }

    @Name("dev.perennial.Attempt")
    @Label("Attempt")
    @Description("A request for a message, from its sending to its end")
    static final class Attempt extends OfMessage {

        @Label("Shape")
        @Description("What it asks for")
        String shape = "";

        @Label("Result")
        @Description("complete, or why it broke")
        String result = "";
    }

    @Name("dev.perennial.Stall")
    @Label("Stall")
    @Description("A stream makes no progress any more")
    static final class Stall extends OfMessage {

        @Label("Phase")
        String phase = "";

        @Label("After")
        @Timespan(Timespan.NANOSECONDS)
        long after;

        @Label("Rule")
        @Description("What is done, a row of docs/recovery.md")
        String rule = "";
    }

    @Name("dev.perennial.Resume")
    @Label("Resume")
    @Description("A request goes on from what the reader has")
    static final class Resume extends OfMessage {

        @Label("Cause")
        String cause = "";

        @Label("Shape")
        @Description("What it asks for")
        String shape = "";
    }

    @Name("dev.perennial.Seam")
    @Label("Seam")
    @Description("A text goes on in its middle")
    static final class Seam extends OfMessage {

        @Label("Proof")
        @Description("How it is known where")
        String proof = "";
    }

    @Name("dev.perennial.Queue")
    @Label("Queue")
    @Description("A request waits for its turn under the rate limit")
    @Threshold("10 ms")
    static final class Queue extends OfMessage {

        @Label("Reason")
        @Description("What it waited for, in the end")
        String reason = "";
    }

    @Name("dev.perennial.Wait")
    @Label("Wait")
    @Description("The next attempt waits")
    @Threshold("10 ms")
    static final class Wait extends OfMessage {

        @Label("Cause")
        String cause = "";

        @Label("Delay")
        @Description("For how long it was to wait")
        @Timespan(Timespan.NANOSECONDS)
        long delay;
    }
}
