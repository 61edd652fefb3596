package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/** What a model is asked that is shown whole blocks, to go on behind them; never anything of its thinking, which it would refuse to repeat. */
final class Questions {

    private static final String NO_COMMENT =
            " Do not repeat, greet or comment. If nothing more was to come, send only ";

    private Questions() {}

    /** Whether there is more; the mark says that there is not. */
    static String forMore(String mark) {
        return "The connection broke after the text above, which arrived whole. If more was to come (another"
                + " paragraph, a tool call), send exactly that now." + NO_COMMENT + mark;
    }

    /** A call of which nothing arrived. */
    static String forCall(String mark) {
        return "The connection broke while you were writing a tool call after the text above; the call did not"
                + " arrive. Make the call again, whole." + NO_COMMENT + mark;
    }

    /** Calls that are in use already, the last of them without its end. */
    static String forSameCalls(List<Block> calls) {
        String written = calls.stream().map(Questions::written).collect(Collectors.joining("\n"));
        return "The connection broke while you were writing a tool call after the text above; what arrived of it is in"
                + " use already. Make the call again, whole, with an input that begins with exactly the same characters, and"
                + " write nothing before it. " + (calls.size() == 1 ? "" : "So the calls before it. ")
                + "This is what arrived, tool and input:\n" + written;
    }

    private static String written(Block call) {
        return call.name() + " " + new String(BlockJson.input(call), UTF_8);
    }
}
