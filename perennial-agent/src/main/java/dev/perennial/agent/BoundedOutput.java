package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.BoundedText;
import dev.perennial.agent.output.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An output whose result is within the budget of one result, whatever its length. */
final class BoundedOutput implements ToolOutput, AutoCloseable {

    private final Outputs outputs;
    private final BoundedText text;
    private final LiveOutput live;

    BoundedOutput(Outputs outputs, Consumer<String> watcher) {
        this.outputs = outputs;
        this.text = outputs.text();
        this.live = new LiveOutput(watcher);
    }

    @Override
    public synchronized void append(String piece) {
        text.append(piece);
        live.append(piece);
    }

    @Override
    public synchronized void append(byte[] utf8, int from, int to) {
        text.append(utf8, from, to);
        live.append(utf8, from, to);
    }

    @Override
    public void keep(String piece) {
        text.append(piece);
    }

    @Override
    public ToolResult result(String ending, boolean isError) {
        return ToolResult.of(text.shown(ending), isError).keptAs(text.kept());
    }

    /** A result that a tool has made by itself, its texts joined into one if they are beyond the budget. */
    ToolResult bounded(ToolResult result) {
        String joined = result.text();
        if (outputs.budget().holds(joined)) {
            return result;
        }
        try (BoundedText whole = outputs.text()) {
            whole.append(joined);
            List<ObjectNode> content = new ArrayList<>(List.of(MessageJson.text(whole.shown(""))));
            result.content().stream().filter(block -> !ToolResult.isText(block)).forEach(content::add);
            return new ToolResult(content, result.isError()).keptAs(whole.kept());
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
