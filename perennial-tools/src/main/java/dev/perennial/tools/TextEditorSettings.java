package dev.perennial.tools;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * How a {@link TextEditorTool} works.
 *
 * @param version the contract
 * @param folder what a relative path is probably meant to start from; only used to suggest the absolute one
 * @param paths which files it may touch
 * @param maxCharacters how many characters of a file a view shows, at least 100; told to the API by versions that have
 *     {@code max_characters} if it is not the default
 */
public record TextEditorSettings(TextEditorVersion version, Path folder, PathPolicy paths, int maxCharacters) {

    /** The default of {@link #maxCharacters}: the whole file. What is too long for one result is the session's business. */
    public static final int DEFAULT_MAX_CHARACTERS = Integer.MAX_VALUE;

    private static final int FEWEST_CHARACTERS = 100;

    public TextEditorSettings {
        requireNonNull(version, "version");
        requireNonNull(paths, "paths");
        folder = folder.toAbsolutePath().normalize();
        if (maxCharacters < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "maxCharacters must be at least " + FEWEST_CHARACTERS + ", but is " + maxCharacters);
        }
    }

    /** The defaults: the current version, all files, views of the whole file. */
    public static TextEditorSettings in(Path folder) {
        return new TextEditorSettings(
                TextEditorVersion.TEXT_EDITOR_20250728, folder, PathPolicy.anywhere(), DEFAULT_MAX_CHARACTERS);
    }

    /** The same with another version. */
    public TextEditorSettings withVersion(TextEditorVersion version) {
        return new TextEditorSettings(version, folder, paths, maxCharacters);
    }

    /** The same with another choice of files. */
    public TextEditorSettings withPaths(PathPolicy paths) {
        return new TextEditorSettings(version, folder, paths, maxCharacters);
    }

    /** The same with another bound for a view. */
    public TextEditorSettings withMaxCharacters(int maxCharacters) {
        return new TextEditorSettings(version, folder, paths, maxCharacters);
    }
}
