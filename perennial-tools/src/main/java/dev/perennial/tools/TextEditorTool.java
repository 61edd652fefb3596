package dev.perennial.tools;

import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.permission.ToolAccess;
import java.io.IOException;
import java.util.Optional;

/**
 * Anthropic's text editor tool, in all its versions: view, create, str_replace, insert and, where the version has it,
 * undo_edit.
 *
 * <p>An edit changes the bytes that it names and no others: tabs, line ends, a missing line end at the end, a byte order
 * mark and the file's mode stay; a symbolic link stays one, and its target is edited. A file is replaced in one step, so
 * nobody ever sees half of it; hard links and extended attributes do not survive that. Other files that are not UTF-8 are
 * refused and left alone. {@code create} makes missing folders and never overwrites. In a file with CRLF line ends, a line
 * feed in the input stands for CRLF.
 *
 * <p>A view of a PNG, JPEG, GIF or WebP image, or of a PDF document, known by its first bytes, is a block of that kind.
 *
 * <p>Checks come in the order of the contract: not absolute, (outside of the permitted folder,) missing, existing for
 * {@code create}, a directory, an unknown command, then the command's own parameters. Each failure is a result that says
 * what to do instead.
 *
 * <p>Undo takes back an edit only as long as nothing else has changed the file since; taking back a {@code create} deletes
 * the file. What can be undone is forgotten with the tool.
 *
 * <p>Calls come one at a time. The tool keeps no file open between them.
 */
public final class TextEditorTool implements Tool {

    private static final String REVIEW =
            "Review the changes and make sure they are as expected. Edit the file again if necessary.";

    private final TextEditorSettings settings;
    private final FileChanges changes;
    private final EditHistory history = new EditHistory();

    /** An editor that has not edited anything, and whose changes nobody keeps. */
    public TextEditorTool(TextEditorSettings settings) {
        this(settings, FileChanges.NOT_KEPT);
    }

    /**
     * An editor that has not edited anything.
     *
     * @param changes is told of each change before it is made
     */
    public TextEditorTool(TextEditorSettings settings, FileChanges changes) {
        this.settings = settings;
        this.changes = changes;
    }

    @Override
    public ToolDefinition definition() {
        TextEditorVersion version = settings.version();
        ToolDefinition definition = ToolDefinition.anthropic(version.type(), version.toolName());
        if (version.declaresMaxCharacters() && settings.maxCharacters() != TextEditorSettings.DEFAULT_MAX_CHARACTERS) {
            definition.json().put("max_characters", settings.maxCharacters());
        }
        return definition;
    }

    @Override
    public ToolAccess access(ToolCall call) {
        try {
            ToolInput input = ToolInput.of(call.input());
            EditorPath path = EditorPath.resolve(input.text("path"), settings);
            return input.text("command").equals(EditorCommand.VIEW.word())
                    ? new ToolAccess.Reads(path.target())
                    : new ToolAccess.Writes(path.target(), () -> EditPreview.of(path, call.input()));
        } catch (ToolError wrong) {
            return new ToolAccess.Nothing();
        }
    }

    @Override
    public void turnBegins() {
        changes.turnBegins();
    }

    @Override
    public ToolResult run(ToolCall call, ToolOutput output) {
        try {
            return act(ToolInput.of(call.input()), output);
        } catch (ToolError e) {
            return e.result();
        }
    }

    private ToolResult act(ToolInput input, ToolOutput output) throws ToolError {
        String word = input.text("command");
        EditorPath path = EditorPath.resolve(input.text("path"), settings);
        path.check(word, settings.version());
        EditorCommand command = EditorCommand.of(word, settings.version()).orElseThrow();
        return switch (command) {
            case VIEW -> view(path, input, output);
            case CREATE -> ToolResult.text(create(path, input));
            case STR_REPLACE -> ToolResult.text(replace(path, input));
            case INSERT -> ToolResult.text(insert(path, input));
            case UNDO_EDIT -> ToolResult.text(undo(path));
        };
    }

    private ToolResult view(EditorPath path, ToolInput input, ToolOutput output) throws ToolError {
        if (path.isFolder()) {
            return ToolResult.text(viewFolder(path, input));
        }
        Optional<MediaType> media = MediaView.type(path);
        if (media.isPresent()) {
            return viewMedia(path, media.get(), input);
        }
        FileText text = DiskText.read(path);
        ViewRange range = ViewRange.of(input, text.lineCount());
        new NumberedLines(text).view(path.name(), range.first(), range.last(), settings.maxCharacters(), output::keep);
        return output.result("\n", false);
    }

    private static ToolResult viewMedia(EditorPath path, MediaType type, ToolInput input) throws ToolError {
        if (input.has("view_range")) {
            throw new ToolError("The `view_range` parameter is not allowed for images and PDF documents.");
        }
        return MediaView.of(path, type);
    }

    private static String viewFolder(EditorPath path, ToolInput input) throws ToolError {
        if (input.has("view_range")) {
            throw new ToolError("The `view_range` parameter is not allowed when `path` points to a directory.");
        }
        return FolderListing.of(path);
    }

    private String create(EditorPath path, ToolInput input) throws ToolError {
        FileText text = Splice.of(0, 0, input.text("file_text")).applyTo(FileText.EMPTY);
        keep(path, Optional.empty(), Optional.of(text));
        DiskText.create(path, text);
        if (settings.version().canUndo()) {
            history.created(path, text);
        }
        return "File created successfully at: " + path.name();
    }

    private String replace(EditorPath path, ToolInput input) throws ToolError {
        Replacement replacement = Replacement.of(input);
        FileText before = DiskText.read(path);
        return edit(path, before, replacement.in(before, path));
    }

    private String insert(EditorPath path, ToolInput input) throws ToolError {
        Insertion insertion = Insertion.of(input, settings.version());
        FileText before = DiskText.read(path);
        return edit(path, before, insertion.in(before));
    }

    private String edit(EditorPath path, FileText before, Splice splice) throws ToolError {
        FileText after = splice.applyTo(before);
        keep(path, Optional.of(before), Optional.of(after));
        DiskText.replace(path, after);
        if (settings.version().canUndo()) {
            history.edited(path, before, splice, after);
        }
        int lastInserted = splice.offset() + Math.max(0, splice.inserted().length() - 1);
        return "The file " + path.name() + " has been edited. "
                + new NumberedLines(after).snippet(path.name(), splice.offset(), lastInserted) + REVIEW;
    }

    private String undo(EditorPath path) throws ToolError {
        EditHistory.Step step =
                history.last(path).orElseThrow(() -> new ToolError("No edit history found for " + path.name() + "."));
        FileText now = DiskText.read(path);
        if (!EditHistory.Fingerprint.of(now).equals(step.after())) {
            throw new ToolError(
                    "The last edit to " + path.name() + " was not undone: something else has changed the file"
                            + " since, and that would be lost. Edit it with `str_replace` instead.");
        }
        String undone = undo(path, step, now);
        history.forgetLast(path);
        return "Last edit to " + path.name() + " undone successfully" + undone;
    }

    private String undo(EditorPath path, EditHistory.Step step, FileText now) throws ToolError {
        return switch (step) {
            case EditHistory.Step.Created _ -> {
                keep(path, Optional.of(now), Optional.empty());
                DiskText.delete(path);
                yield ": that edit had created the file, so it is deleted again.";
            }
            case EditHistory.Step.Edited edited -> {
                FileText before = edited.inverse().applyTo(now);
                keep(path, Optional.of(now), Optional.of(before));
                DiskText.replace(path, before);
                yield ". " + new NumberedLines(before).all(path.name(), settings.maxCharacters());
            }
        };
    }

    private void keep(EditorPath path, Optional<FileText> before, Optional<FileText> after) throws ToolError {
        try {
            changes.willChange(path.target(), before.map(FileText::bytes), after.map(FileText::bytes));
        } catch (IOException e) {
            throw new ToolError("The file " + path.name() + " was left as it is, because what it is now could not be"
                    + " kept for an undo: " + e + ".");
        }
    }
}
