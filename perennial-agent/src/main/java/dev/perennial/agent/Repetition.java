package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Notices that a run goes in circles: the same call with the same result four times, two such calls in turn over six, the
 * same call failing three times, or eight failures in a row, whatever the calls. The model is told first, once; if it goes
 * on like that, the user. Not safe for use by several threads.
 */
final class Repetition {

    static final String ADVICE =
            "[You have made the same calls with the same results again and again. Repeating them once"
                    + " more will not help: think about what stands in the way, try something else, or say what you need.]";
    static final String NOTICE = "The model repeats the same calls and gets nowhere; it has been told so."
            + " Stop it with Ctrl-C if it goes on.";

    private static final int SAME = 4;
    private static final int SAME_FAILURE = 3;
    private static final int ALTERNATING = 6;
    private static final int FAILURES = 8;

    /** Whom to tell. */
    enum Warning {
        NOBODY,
        MODEL,
        USER
    }

    /** A call with what came of it; ids differ each time and do not count. */
    private record Step(String tool, JsonNode input, ToolResult result) {

        boolean isSameFailureAs(Step other) {
            return result.isError() && other.result.isError() && tool.equals(other.tool) && input.equals(other.input);
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private boolean modelWasTold;
    private boolean userWasTold;

    /** Takes the next result; after a warning the count begins anew. */
    Warning after(ToolCall call, ToolResult result) {
        steps.add(new Step(call.name(), call.input().deepCopy(), result));
        if (steps.size() > FAILURES) {
            steps.removeFirst();
        }
        if (userWasTold || !isCircle()) {
            return Warning.NOBODY;
        }
        steps.clear();
        userWasTold = modelWasTold;
        modelWasTold = true;
        return userWasTold ? Warning.USER : Warning.MODEL;
    }

    private boolean isCircle() {
        return lastAre(SAME, (step, last) -> step.equals(last))
                || lastAre(SAME_FAILURE, (step, last) -> step.isSameFailureAs(last))
                || lastAre(FAILURES, (step, last) -> step.result().isError())
                || alternates();
    }

    private boolean alternates() {
        if (steps.size() < ALTERNATING) {
            return false;
        }
        List<Step> last = steps.subList(steps.size() - ALTERNATING, steps.size());
        for (int i = 2; i < ALTERNATING; i++) {
            if (!last.get(i).equals(last.get(i - 2))) {
                return false;
            }
        }
        return true;
    }

    private boolean lastAre(int count, BiPredicate<Step, Step> test) {
        if (steps.size() < count) {
            return false;
        }
        for (int i = steps.size() - count; i < steps.size(); i++) {
            if (!test.test(steps.get(i), steps.getLast())) {
                return false;
            }
        }
        return true;
    }
}
