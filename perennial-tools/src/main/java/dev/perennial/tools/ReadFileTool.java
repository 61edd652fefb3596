package dev.perennial.tools;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.output.Page;
import dev.perennial.agent.output.TextPages;
import dev.perennial.agent.permission.ToolAccess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a text file of any size in portions: {@code {"path", "offset"?, "limit"?}}, both in bytes. Each portion ends with
 * the input that fetches the next; none ends inside a character, nor inside a line where that can be avoided. What is no
 * UTF-8 becomes U+FFFD; images and PDF documents are shown as such.
 */
public final class ReadFileTool implements Tool {

    /** The name under which the model calls it. */
    public static final String NAME = "read_file";

    private static final List<String> NAMES = List.of("path", "offset", "limit");

    private final TextEditorSettings settings;
    private final TextPages pages;

    /**
     * A reader of files.
     *
     * @param settings the folder and the files it may read, as for the editor
     * @param pages how much of a file is one portion
     */
    public ReadFileTool(TextEditorSettings settings, TextPages pages) {
        this.settings = requireNonNull(settings, "settings");
        this.pages = requireNonNull(pages, "pages");
    }

    @Override
    public ToolDefinition definition() {
        return ToolDefinition.own(
                        NAME,
                        "Reads a file of any size in portions. Each portion ends with the input that fetches the next.")
                .withRequired("path", "string", "The absolute path of the file.")
                .with("offset", "integer", "Where to begin, in bytes from 0; 0 if left out.")
                .with("limit", "integer", "How many bytes at most; left out for as many as fit.");
    }

    @Override
    public ToolAccess access(ToolCall call) {
        try {
            return new ToolAccess.Reads(
                    EditorPath.resolve(ToolInput.of(call.input()).text("path"), settings)
                            .target());
        } catch (ToolError wrong) {
            return new ToolAccess.Nothing();
        }
    }

    @Override
    public ToolResult run(ToolCall call, ToolOutput output) {
        try {
            checkNames(call);
            return read(ToolInput.of(call.input()));
        } catch (ToolError e) {
            return e.result();
        }
    }

    private static void checkNames(ToolCall call) throws ToolError {
        for (String name : (Iterable<String>) call.input()::fieldNames) {
            if (!NAMES.contains(name)) {
                throw new ToolError("Parameter `" + name + "` is not known to " + NAME + ": it takes " + NAMES + ".");
            }
        }
    }

    private ToolResult read(ToolInput input) throws ToolError {
        EditorPath path = EditorPath.resolve(input.text("path"), settings);
        path.checkReadable();
        long offset = number(input, "offset", 0, 0);
        long limit = number(input, "limit", Long.MAX_VALUE, 1);
        Optional<MediaType> media = offset == 0 ? MediaView.type(path) : Optional.empty();
        if (media.isPresent()) {
            return MediaView.of(path, media.get());
        }
        try {
            Page page = pages.page(path.target(), offset, offset + Math.min(limit, Long.MAX_VALUE - offset));
            return ToolResult.text(told(path, page, input));
        } catch (IOException e) {
            throw DiskText.failure(e, "read", path);
        }
    }

    private static long number(ToolInput input, String name, long fallback, long least) throws ToolError {
        long number = input.has(name) ? input.wholeNumber(name) : fallback;
        if (number < least) {
            throw new ToolError(
                    "Parameter `" + name + "` is " + number + ", but must be a whole number from " + least + " on.");
        }
        return number;
    }

    private static String told(EditorPath path, Page page, ToolInput input) throws ToolError {
        if (page.text().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "[Nothing there: the file has %,d bytes, and %,d was asked for.]",
                    page.size(),
                    number(input, "offset", 0, 0));
        }
        String place = String.format(Locale.ROOT, "\n[Bytes %,d to %,d of %,d.", page.from(), page.to(), page.size());
        return page.text() + place + next(path, page, input) + "]";
    }

    private static String next(EditorPath path, Page page, ToolInput input) throws ToolError {
        if (page.to() == page.size()) {
            return " That is all.";
        }
        ObjectNode next =
                JsonNodeFactory.instance.objectNode().put("path", path.name()).put("offset", page.to());
        return " Next: " + NAME + " " + (input.has("limit") ? next.put("limit", input.wholeNumber("limit")) : next);
    }
}
