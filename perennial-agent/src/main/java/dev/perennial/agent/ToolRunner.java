package dev.perennial.agent;

import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.permission.Permissions;
import dev.perennial.agent.permission.ToolAccess;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs calls; every call gets exactly one result, whatever the tool does. As thread-safe as its tools.
 */
public final class ToolRunner {

    private static final System.Logger LOG = System.getLogger(ToolRunner.class.getName());

    /** The field under which input that is no JSON object is kept ({@code MessageEvent.BlockFinished}). */
    private static final String INVALID_INPUT = "INVALID_JSON";

    private final List<Tool> tools;
    private final Optional<Outputs> outputs;
    private final Optional<Permissions> permissions;

    /** Runs the calls of these tools, which stay the caller's; their results may have any length. */
    public ToolRunner(List<Tool> tools) {
        this(tools, Optional.empty(), Optional.empty());
    }

    private ToolRunner(List<Tool> tools, Optional<Outputs> outputs, Optional<Permissions> permissions) {
        this.tools = List.copyOf(tools);
        this.outputs = outputs;
        this.permissions = permissions;
    }

    /** The same with results within a budget; what is beyond it is kept, to be read by {@link ReadOutputTool}. */
    public ToolRunner within(Outputs limits) {
        return new ToolRunner(tools, Optional.of(limits), permissions);
    }

    /** The same with calls made only where they are permitted. */
    public ToolRunner guardedBy(Permissions guard) {
        return new ToolRunner(tools, outputs, Optional.of(guard));
    }

    /** The tools. */
    public List<Tool> tools() {
        return tools;
    }

    /**
     * Runs a call to its end; an unknown tool, input that is no JSON object and a tool that fails are results too.
     *
     * @param watcher is shown what the tool prints while it runs
     * @throws InterruptedException if the thread is interrupted; the tool has then stopped what it was doing
     */
    public ToolResult run(ToolCall call, Consumer<String> watcher) throws InterruptedException {
        if (call.input().has(INVALID_INPUT)) {
            return ToolResult.error("The input of this call is not a JSON object, so it was not run: make it again.");
        }
        Optional<Tool> tool = tool(call);
        return tool.isPresent() ? run(tool.get(), call, watcher) : unknown(call);
    }

    /** Whether a call certainly changes nothing, and nobody has to be asked about it. */
    boolean onlyReads(ToolCall call) {
        return tool(call)
                .map(tool -> access(tool, call))
                .filter(ToolAccess::isReadOnly)
                .filter(access -> permissions.isEmpty() || permissions.get().isFree(call.name(), access))
                .isPresent();
    }

    /** The user has spoken. */
    void turnBegins() {
        tools.forEach(Tool::turnBegins);
    }

    private Optional<Tool> tool(ToolCall call) {
        return tools.stream()
                .filter(t -> t.definition().name().equals(call.name()))
                .findFirst();
    }

    private ToolResult run(Tool tool, ToolCall call, Consumer<String> watcher) throws InterruptedException {
        Optional<String> refusal = refusal(tool, call);
        if (refusal.isPresent()) {
            return ToolResult.error(refusal.get());
        }
        if (outputs.isEmpty()) {
            return run(tool, call, ToolOutput.collecting(watcher));
        }
        try (BoundedOutput output = new BoundedOutput(outputs.get(), watcher)) {
            return output.bounded(run(tool, call, output));
        }
    }

    private Optional<String> refusal(Tool tool, ToolCall call) throws InterruptedException {
        return permissions.isPresent() ? permissions.get().refusal(call.name(), access(tool, call)) : Optional.empty();
    }

    /** A tool that fails here is one of which nothing is known. */
    private static ToolAccess access(Tool tool, ToolCall call) {
        try {
            return tool.access(call);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "A tool cannot say what a call touches", failure);
            return new ToolAccess.Unknown();
        }
    }

    /** Also an error such as a stack overflow is the tool's, not the session's. */
    private static ToolResult run(Tool tool, ToolCall call, ToolOutput output) throws InterruptedException {
        try {
            return tool.run(call, output);
        } catch (RuntimeException | Error failure) {
            return ToolResult.error("The tool failed: " + failure);
        }
    }

    private ToolResult unknown(ToolCall call) {
        String names = tools.stream().map(tool -> tool.definition().name()).collect(Collectors.joining(", "));
        return ToolResult.error("There is no tool `" + call.name() + "`; there is: " + names + ".");
    }
}
