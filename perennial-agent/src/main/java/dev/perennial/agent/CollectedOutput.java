package dev.perennial.agent;

import java.util.function.Consumer;

/** An output in memory, of any length. */
final class CollectedOutput implements ToolOutput {

    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> watcher;

    CollectedOutput(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    @Override
    public void append(String piece) {
        keep(piece);
        watcher.accept(piece);
    }

    @Override
    public synchronized void keep(String piece) {
        text.append(piece);
    }

    @Override
    public synchronized ToolResult result(String ending, boolean isError) {
        boolean lineEnd = !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
        return ToolResult.of(text.substring(0, text.length() - (lineEnd ? 1 : 0)) + ending, isError);
    }
}
