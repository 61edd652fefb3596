package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.output.Page;
import dev.perennial.agent.output.TextPages;
import dev.perennial.agent.output.TextSearch;
import dev.perennial.agent.permission.ToolAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads a result that was too long to be shown, in portions: {@code {"handle", "offset"?, "to"?}} a range in bytes,
 * {@code "lines": [first, last]} some lines, {@code "tail": n} the last lines, {@code "search": "text"} the lines that hold
 * a text. Each portion ends with the input that fetches the next.
 */
public final class ReadOutputTool implements Tool {

    /** The name under which the model calls it. */
    public static final String NAME = "read_output";

    private static final String DESCRIPTION =
            "Reads a result that was too long to be shown as a whole, by the handle that was told in its place. Without more than"
                    + " the handle it begins at the start. Each portion ends with the input that fetches the next.";

    private static final List<String> NAMES = List.of("handle", "offset", "to", "lines", "tail", "search");

    private final Outputs outputs;
    private final TextPages pages;
    private final TextSearch search;

    /** Reads what lies in the folder of these outputs. */
    public ReadOutputTool(Outputs outputs) {
        this.outputs = requireNonNull(outputs, "outputs");
        this.pages = new TextPages(outputs.budget());
        this.search = new TextSearch(outputs.budget());
    }

    @Override
    public ToolDefinition definition() {
        ObjectNode lines = JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("description", "The first and the last line, from 1; -1 as the last is the end.");
        lines.putObject("items").put("type", "integer");
        return ToolDefinition.own(NAME, DESCRIPTION)
                .withRequired("handle", "string", "The handle, such as out-0123456789.")
                .with("offset", "integer", "Where to begin, in bytes from 0.")
                .with("to", "integer", "Where to end, in bytes; left out for the end.")
                .with("lines", lines)
                .with("tail", "integer", "How many lines at the end.")
                .with("search", "string", "Shows the lines that hold this text, each after its offset.");
    }

    @Override
    public ToolAccess access(ToolCall call) {
        return new ToolAccess.Nothing();
    }

    @Override
    public ToolResult run(ToolCall call, ToolOutput output) {
        try {
            checkNames(call.input());
            String handle = handle(call.input());
            return ToolResult.text(read(handle, file(handle), call.input()));
        } catch (IllegalArgumentException wrong) {
            return ToolResult.error(String.valueOf(wrong.getMessage()));
        } catch (IOException e) {
            return ToolResult.error("The output could not be read: " + e);
        }
    }

    private static void checkNames(JsonNode input) {
        for (String name : (Iterable<String>) input::fieldNames) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "Parameter `" + name + "` is not known to " + NAME + ": it takes " + NAMES + ".");
            }
        }
    }

    private static String handle(JsonNode input) {
        JsonNode given = input.path("handle");
        if (!given.isTextual()) {
            throw new IllegalArgumentException(
                    "Parameter `handle` " + (given.isMissingNode() ? "is missing" : "is " + given)
                            + ", but must be a handle as it was told, such as \"out-bqnzcztr6v\".");
        }
        return given.textValue();
    }

    private Path file(String handle) {
        return outputs.folder()
                .find(handle)
                .orElseThrow(() -> new IllegalArgumentException("There is no output `" + handle
                        + "`: give the handle as it was told; outputs are deleted some days after they were made."));
    }

    private String read(String handle, Path file, JsonNode input) throws IOException {
        if (input.hasNonNull("search")) {
            return found(handle, file, input);
        }
        if (input.hasNonNull("lines")) {
            long[] range = pages.lines(
                    file, lines(input).get(0).longValue(), lines(input).get(1).longValue());
            return told(handle, pages.page(file, range[0], range[1]));
        }
        if (input.hasNonNull("tail")) {
            return told(handle, pages.page(file, pages.tail(file, number(input, "tail", 1, 1)), Long.MAX_VALUE));
        }
        return told(handle, pages.page(file, number(input, "offset", 0, 0), number(input, "to", Long.MAX_VALUE, 0)));
    }

    private static JsonNode lines(JsonNode input) {
        JsonNode lines = input.get("lines");
        boolean fits = lines.size() == 2
                && lines.get(0).isIntegralNumber()
                && lines.get(1).isIntegralNumber()
                && lines.get(0).longValue() >= 1
                && (lines.get(1).longValue() == -1
                        || lines.get(1).longValue() >= lines.get(0).longValue());
        if (!fits) {
            throw new IllegalArgumentException("Parameter `lines` is " + lines
                    + ", but must be two whole numbers, the first at least 1, the second not smaller, or -1: [1, 20].");
        }
        return lines;
    }

    private static long number(JsonNode input, String name, long fallback, long least) {
        if (!input.hasNonNull(name)) {
            return fallback;
        }
        JsonNode value = input.get(name);
        if (!value.isIntegralNumber() || value.longValue() < least) {
            throw new IllegalArgumentException(
                    "Parameter `" + name + "` is " + value + ", but must be a whole number from " + least + " on.");
        }
        return value.longValue();
    }

    private static String told(String handle, Page page) {
        if (page.text().isEmpty()) {
            return String.format(Locale.ROOT, "[Nothing there: the output has %,d bytes.]", page.size());
        }
        String shown = String.format(Locale.ROOT, "\n[Bytes %,d to %,d of %,d.", page.from(), page.to(), page.size());
        return page.text() + shown + (page.hasNext() ? " Next: " + next(handle, page) : " That is all.") + "]";
    }

    private static String next(String handle, Page page) {
        ObjectNode input = input(handle).put("offset", page.to());
        return NAME + " " + (page.end() < page.size() ? input.put("to", page.end()) : input);
    }

    private String found(String handle, Path file, JsonNode input) throws IOException {
        String wanted = input.get("search").asText();
        if (wanted.isEmpty() || wanted.contains("\n")) {
            throw new IllegalArgumentException("Parameter `search` must be a text within one line, not empty.");
        }
        TextSearch.Hits hits = search.find(file, wanted, number(input, "offset", 0, 0));
        String next = hits.hasNext()
                ? " Next: " + NAME + " " + input(handle).put("search", wanted).put("offset", hits.to())
                : " That is all.";
        return hits.text() + "[" + hits.found() + (hits.found() == 1 ? " line holds" : " lines hold")
                + " it, each after its offset in bytes." + next + "]";
    }

    private static ObjectNode input(String handle) {
        return JsonNodeFactory.instance.objectNode().put("handle", handle);
    }
}
