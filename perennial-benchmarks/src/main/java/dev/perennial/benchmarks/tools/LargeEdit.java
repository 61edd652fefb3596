package dev.perennial.benchmarks.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.tools.ChangeLog;
import dev.perennial.tools.TextEditorSettings;
import dev.perennial.tools.TextEditorTool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What an edit of a large file takes: how much it reads and writes, and in how much memory. */
public final class LargeEdit {

    private static final int MEGABYTES = 50;
    private static final int HEAP = 3 * MEGABYTES;

    private LargeEdit() {}

    /** One edit, kept to be undone, in a process with three times the file's size of memory. */
    public static String memoryRow() throws IOException, InterruptedException {
        Child.run(HEAP, LargeEdit.class);
        return String.format(
                Locale.ROOT, "| an edit of a file of %d MB, kept to be undone | a heap of %d MB |", MEGABYTES, HEAP);
    }

    /** What the process of its own does; prints what the system counted. */
    public static void main(String[] arguments) throws Exception {
        try (Bench bench = Bench.open()) {
            Path file = bench.lines(MEGABYTES);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                out.write("the only needle\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            edit(bench.folder(), file, "the only", "another");
            Counted before = Counted.now();
            edit(bench.folder(), file, "another needle", "the last needle");
            System.out.println(Counted.now().since(before));
        }
    }

    private static void edit(Path folder, Path file, String from, String to) throws IOException {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("command", "str_replace")
                .put("path", file.toString())
                .put("old_str", from)
                .put("new_str", to);
        ChangeLog log = ChangeLog.open(folder.resolve("outputs"));
        ToolResult result = new TextEditorTool(TextEditorSettings.in(folder), log)
                .run(new ToolCall("toolu_bench", "edit", input), ToolOutput.collecting(text -> {}));
        if (result.isError()) {
            throw new IllegalStateException(result.toString());
        }
    }

    /** Bytes that this process has read and written, as Linux counts them; nothing elsewhere. */
    private record Counted(long read, long written) {

        static Counted now() throws IOException {
            Path counts = Path.of("/proc/self/io");
            return Files.exists(counts)
                    ? new Counted(count(counts, "rchar"), count(counts, "wchar"))
                    : new Counted(0, 0);
        }

        private static long count(Path counts, String name) throws IOException {
            return Files.readAllLines(counts).stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
                    .findFirst()
                    .orElse(0);
        }

        String since(Counted before) {
            return String.format(
                    Locale.ROOT,
                    "An edit of %d MB read %.1f MB and wrote %.1f MB.",
                    MEGABYTES,
                    (read - before.read) / 1e6,
                    (written - before.written) / 1e6);
        }
    }
}
