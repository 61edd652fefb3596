package dev.perennial.tools;

import java.util.Optional;

/** The versions of Anthropic's text editor tool: how the API is told of them, and in what they differ. */
public enum TextEditorVersion {
    /** The first one. */
    TEXT_EDITOR_20241022("text_editor_20241022", "str_replace_editor", "new_str", true, false),
    /** The same contract under a new type. */
    TEXT_EDITOR_20250124("text_editor_20250124", "str_replace_editor", "new_str", true, false),
    /** Without {@code undo_edit}. */
    TEXT_EDITOR_20250429("text_editor_20250429", "str_replace_based_edit_tool", "new_str", false, false),
    /** The current one: {@code insert_text}, and {@code max_characters} in the definition. */
    TEXT_EDITOR_20250728("text_editor_20250728", "str_replace_based_edit_tool", "insert_text", false, true);

    private final String type;
    private final String toolName;
    private final String insertField;
    private final boolean canUndo;
    private final boolean declaresMaxCharacters;

    TextEditorVersion(
            String type, String toolName, String insertField, boolean canUndo, boolean declaresMaxCharacters) {
        this.type = type;
        this.toolName = toolName;
        this.insertField = insertField;
        this.canUndo = canUndo;
        this.declaresMaxCharacters = declaresMaxCharacters;
    }

    /** The {@code type} of the tool in a request. */
    public String type() {
        return type;
    }

    /** The value of the header {@code anthropic-beta} without which the API does not know the type. */
    public Optional<String> beta() {
        return this == TEXT_EDITOR_20241022 ? Optional.of("computer-use-2024-10-22") : Optional.empty();
    }

    /** The name under which the model calls the tool. */
    public String toolName() {
        return toolName;
    }

    /** The field that holds the text of {@code insert}. */
    String insertField() {
        return insertField;
    }

    boolean canUndo() {
        return canUndo;
    }

    boolean declaresMaxCharacters() {
        return declaresMaxCharacters;
    }
}
