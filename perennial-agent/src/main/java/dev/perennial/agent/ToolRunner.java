package dev.perennial.agent;

import dev.perennial.agent.output.Outputs;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs calls; every call gets exactly one result, whatever the tool does. As thread-safe as its tools.
 */
public final class ToolRunner {

    /** The field under which input that is no JSON object is kept ({@code MessageEvent.BlockFinished}). */
    private static final String INVALID_INPUT = "INVALID_JSON";

    private final List<Tool> tools;
    private final Optional<Outputs> outputs;

    /** Runs the calls of these tools, which stay the caller's; their results may have any length. */
    public ToolRunner(List<Tool> tools) {
        this(tools, Optional.empty());
    }

    private ToolRunner(List<Tool> tools, Optional<Outputs> outputs) {
        this.tools = List.copyOf(tools);
        this.outputs = outputs;
    }

    /** The same with results within a budget; what is beyond it is kept, to be read by {@link ReadOutputTool}. */
    public ToolRunner within(Outputs limits) {
        return new ToolRunner(tools, Optional.of(limits));
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
        Optional<Tool> tool = tools.stream()
                .filter(t -> t.definition().name().equals(call.name()))
                .findFirst();
        return tool.isPresent() ? run(tool.get(), call, watcher) : unknown(call);
    }

    private ToolResult run(Tool tool, ToolCall call, Consumer<String> watcher) throws InterruptedException {
        if (outputs.isEmpty()) {
            return run(tool, call, ToolOutput.collecting(watcher));
        }
        try (BoundedOutput output = new BoundedOutput(outputs.get(), watcher)) {
            return output.bounded(run(tool, call, output));
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
