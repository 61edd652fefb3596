package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.probe.Answered;
import dev.perennial.app.probe.Answered.Verdict;
import dev.perennial.app.terminal.Printable;
import dev.perennial.simulator.assume.Assumption;
import java.io.PrintStream;

/** Prints what a probe found, for people or as one JSON object per line. */
final class ProbeReport {

    private final PrintStream out;
    private final boolean json;
    private int asAssumed;
    private int different;
    private int undecided;

    ProbeReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(Answered answered) {
        switch (answered.verdict()) {
            case Verdict.Found _ when answered.isAsAssumed() -> asAssumed++;
            case Verdict.Found _ -> different++;
            case Verdict.Undecided _ -> undecided++;
        }
        if (json) {
            out.println(json(answered));
        } else {
            print(answered);
        }
        out.flush();
    }

    void end() {
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "result")
                    .put("as_assumed", asAssumed)
                    .put("different", different)
                    .put("undecided", undecided));
        } else {
            out.printf("%d as assumed, %d different, %d undecided%n", asAssumed, different, undecided);
        }
        out.flush();
    }

    private static ObjectNode json(Answered answered) {
        Assumption assumption = answered.assumption();
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("type", "assumption")
                .put("name", assumption.label())
                .put("question", assumption.question())
                .put("sent", answered.sent())
                .put("returned", answered.returned())
                .put("default", assumption.defaultAnswer())
                .put("as_assumed", answered.isAsAssumed());
        switch (answered.verdict()) {
            case Verdict.Found found -> line.put("answer", found.answer());
            case Verdict.Undecided none -> line.putNull("answer").put("undecided", none.why());
        }
        return line;
    }

    private void print(Answered answered) {
        Assumption assumption = answered.assumption();
        out.println(assumption.label() + ": " + assumption.question());
        out.println("  sent:     " + Printable.of(answered.sent()));
        out.println("  returned: " + Printable.of(answered.returned()));
        out.println("  answer:   " + answer(answered));
    }

    private static String answer(Answered answered) {
        return switch (answered.verdict()) {
            case Verdict.Undecided none -> "undecided: " + none.why();
            case Verdict.Found found ->
                answered.isAsAssumed()
                        ? found.answer() + ", as the simulator assumes"
                        : found.answer() + ", but the simulator assumes "
                                + answered.assumption().defaultAnswer() + ": start it with --assume "
                                + answered.assumption().label() + "=" + found.answer();
        };
    }
}
