package dev.perennial.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * Calls that only read, run before their turn comes and side by side: as soon as their block is whole, while the model
 * still writes the next. A call that may change something closes the door to those after it until it has been run, so that
 * each sees what it would have seen in its turn. Used by the thread that runs the session.
 */
final class ReadAhead {

    private final ToolRunner runner;
    private final EventLog log;
    private final Map<String, FutureTask<ToolResult>> started = new LinkedHashMap<>();
    private boolean closed;
    /** Changes when what was started is dropped. */
    private volatile Object wanted = new Object();

    ReadAhead(ToolRunner runner, EventLog log) {
        this.runner = runner;
        this.log = log;
    }

    /** The calls of another message follow; what was started for the last one is forgotten. */
    void begin() {
        drop();
        closed = false;
    }

    /** A block is whole. */
    void offer(SessionEvent event) {
        if (event instanceof SessionEvent.BlockFinished finished) {
            MessageJson.callsIn(List.of(finished.block())).forEach(this::offer);
        }
    }

    /** The next calls, up to the first that may change something; whatever came before has been run. */
    void offer(List<ToolCall> calls) {
        closed = false;
        calls.forEach(this::offer);
    }

    private void offer(ToolCall call) {
        if (started.containsKey(call.id())) {
            return;
        }
        closed |= !runner.onlyReads(call);
        if (!closed) {
            start(call);
        }
    }

    private void start(ToolCall call) {
        log.append(new SessionEvent.ToolStarted(call));
        Object mine = wanted;
        FutureTask<ToolResult> task = new FutureTask<>(() -> {
            log.settle();
            return runner.run(call, text -> printed(call, text, mine));
        });
        started.put(call.id(), task);
        Thread.ofVirtual().name("perennial-read-ahead").start(task);
    }

    /** A tool need not stop at once where it is told to; nothing of it is heard any more then, since the run may be over. */
    private void printed(ToolCall call, String text, Object mine) {
        log.append(fold ->
                mine.equals(wanted) ? Optional.of(new SessionEvent.ToolPrinted(call.id(), text)) : Optional.empty());
    }

    /** What was started of a call, to be waited for. */
    Optional<FutureTask<ToolResult>> take(String id) {
        return Optional.ofNullable(started.remove(id));
    }

    /** Stops what runs; nobody wants it any more. */
    void drop() {
        wanted = new Object();
        started.values().forEach(task -> task.cancel(true));
        started.clear();
    }
}
