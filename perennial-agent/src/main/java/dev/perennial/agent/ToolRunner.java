package dev.perennial.agent;

import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.permission.PermissionRule;
import dev.perennial.agent.permission.Permissions;
import dev.perennial.agent.permission.ToolAccess;
import dev.perennial.client.MessageEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs calls; every call gets exactly one result, whatever the tool does. As thread-safe as its tools.
 */
public final class ToolRunner {

    private static final System.Logger LOG = System.getLogger(ToolRunner.class.getName());

    /** The field under which input that is no JSON object is kept ({@code MessageEvent.BlockFinished}). */
    private static final String INVALID_INPUT = MessageEvent.BlockFinished.INVALID_JSON;

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
     * @param watcher is told how it goes
     * @throws InterruptedException if the thread is interrupted; the tool has then stopped what it was doing
     */
    public ToolResult run(ToolCall call, CallWatcher watcher) throws InterruptedException {
        Optional<Tool> tool = tool(call);
        Optional<ToolResult> refused = refused(call, tool, watcher);
        watcher.starts();
        return refused.isPresent() ? refused.get() : run(tool.orElseThrow(), call, watcher);
    }

    /** Why a call is not run; empty if it is. */
    private Optional<ToolResult> refused(ToolCall call, Optional<Tool> tool, CallWatcher watcher)
            throws InterruptedException {
        if (call.input().has(INVALID_INPUT)) {
            return Optional.of(
                    ToolResult.error("The input of this call is not a JSON object, so it was not run: make it again."));
        }
        return tool.isPresent()
                ? refusal(tool.get(), call, watcher).map(ToolResult::error)
                : Optional.of(unknown(call));
    }

    /** Whether a call may be run again when nobody knows what became of it. */
    boolean isRepeatable(ToolCall call) {
        try {
            return tool(call).filter(tool -> tool.isRepeatable(call)).isPresent();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "A tool cannot say whether a call may be repeated", failure);
            return false;
        }
    }

    /** Whether a call certainly changes nothing, and nobody has to be asked about it. */
    boolean onlyReads(ToolCall call) {
        return tool(call)
                .map(tool -> access(tool, call))
                .filter(ToolAccess::isReadOnly)
                .filter(access -> permissions.isEmpty() || permissions.get().isFree(call.name(), access))
                .isPresent();
    }

    /** Calls that people have allowed in this session before, by rules as they are written. One that makes no sense allows nothing. */
    void allow(List<String> rules) {
        permissions.ifPresent(guard ->
                guard.allow(rules.stream().flatMap(ToolRunner::allowing).toList()));
    }

    private static Stream<PermissionRule> allowing(String rule) {
        try {
            return Stream.of(PermissionRule.parse(PermissionRule.Effect.ALLOW, rule));
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "Something that was allowed is asked about again", e);
            return Stream.empty();
        }
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

    private ToolResult run(Tool tool, ToolCall call, CallWatcher watcher) throws InterruptedException {
        if (outputs.isEmpty()) {
            return run(tool, call, ToolOutput.collecting(watcher::printed));
        }
        try (BoundedOutput output = new BoundedOutput(outputs.get(), watcher::printed)) {
            return output.bounded(run(tool, call, output));
        }
    }

    private Optional<String> refusal(Tool tool, ToolCall call, CallWatcher watcher) throws InterruptedException {
        return permissions.isPresent()
                ? permissions.get().refusal(call.name(), access(tool, call), watcher)
                : Optional.empty();
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
