package dev.perennial.app.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.util.List;
import java.util.stream.Collectors;

/** A tool's result in a few lines. */
final class ResultLines {

    private static final int SHOWN = 4;
    static final int WIDTH = 160;

    private ResultLines() {}

    static String of(Terminal terminal, ToolResult result) {
        List<String> lines =
                text(result).lines().filter(line -> !line.isBlank()).toList();
        String shown = lines.stream()
                .limit(lines.size() == SHOWN + 1 ? SHOWN + 1 : SHOWN)
                .map(line -> "  " + Printable.line(line, WIDTH))
                .collect(Collectors.joining("\n"));
        String more = lines.size() > SHOWN + 1 ? "\n  … %,d more lines".formatted(lines.size() - SHOWN) : "";
        return terminal.styled(result.isError() ? Style.YELLOW : Style.DIM, shown + more);
    }

    private static String text(ToolResult result) {
        return result.content().stream().map(ResultLines::text).collect(Collectors.joining("\n"));
    }

    private static String text(ObjectNode block) {
        return block.path("type").asText().equals("text")
                ? block.path("text").asText()
                : "(" + block.path("type").asText() + ")";
    }
}
