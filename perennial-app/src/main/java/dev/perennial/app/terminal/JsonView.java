package dev.perennial.app.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.EventJson;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import java.io.PrintStream;
import java.util.function.BiFunction;

/** Prints a session for programs: one JSON object a line, at once. */
public final class JsonView implements SessionListener {

    private final PrintStream out;
    private final EventJson json;
    private final BiFunction<ObjectNode, RunResult, ObjectNode> resultFields;
    private final Runnable readerGone;

    /**
     * @param session the session's id
     * @param resultFields adds to the last line what the session itself does not know
     * @param readerGone is called when nobody reads any more
     */
    public JsonView(
            PrintStream out,
            String session,
            BiFunction<ObjectNode, RunResult, ObjectNode> resultFields,
            Runnable readerGone) {
        this.out = out;
        this.json = new EventJson(session);
        this.resultFields = resultFields;
        this.readerGone = readerGone;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        ObjectNode line = json.json(seq, event);
        out.println(event instanceof SessionEvent.RunEnded ended ? resultFields.apply(line, ended.result()) : line);
        if (out.checkError()) {
            readerGone.run();
        }
    }
}
