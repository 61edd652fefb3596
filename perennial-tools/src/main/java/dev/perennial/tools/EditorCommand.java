package dev.perennial.tools;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the editor can be asked for; the names in lower case are the words of the contract. */
enum EditorCommand {
    VIEW,
    CREATE,
    STR_REPLACE,
    INSERT,
    UNDO_EDIT;

    static Optional<EditorCommand> of(String word, TextEditorVersion version) {
        return Arrays.stream(values())
                .filter(command -> command.isIn(version))
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    static String allowed(TextEditorVersion version) {
        return Arrays.stream(values())
                .filter(command -> command.isIn(version))
                .map(command -> "`" + command.word() + "`")
                .collect(Collectors.joining(", "));
    }

    private boolean isIn(TextEditorVersion version) {
        return this != UNDO_EDIT || version.canUndo();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
