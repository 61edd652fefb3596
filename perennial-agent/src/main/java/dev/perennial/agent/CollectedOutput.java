package dev.perennial.agent;

import java.util.function.Consumer;

/** An output in memory, of any length that memory is likely to hold. */
final class CollectedOutput implements ToolOutput {

    private static final int MOST_CHARACTERS = 16_000_000;

    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> watcher;
    private long dropped;

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
        int kept = Math.min(piece.length(), MOST_CHARACTERS - text.length());
        text.append(piece, 0, kept);
        dropped += piece.length() - kept;
    }

    @Override
    public synchronized ToolResult result(String ending, boolean isError) {
        boolean lineEnd = !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
        String rest = dropped == 0 ? "" : "\n[… " + dropped + " more characters are left out …]";
        return ToolResult.of(text.substring(0, text.length() - (lineEnd ? 1 : 0)) + rest + ending, isError);
    }
}
