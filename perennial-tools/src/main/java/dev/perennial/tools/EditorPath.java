package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A path of a call, checked and resolved.
 *
 * @param name as the model wrote it, for messages
 * @param target the file itself, all symbolic links followed; all work is done on it, so a link stays a link
 */
record EditorPath(String name, Path target) {

    static EditorPath resolve(String name, TextEditorSettings settings) throws ToolError {
        Path path = parsed(name);
        if (!path.isAbsolute()) {
            throw new ToolError(
                    "The path " + name + " is not an absolute path, it should start with `/`. Maybe you meant "
                            + suggested(name, settings) + "?");
        }
        Path target = target(path, name);
        return switch (settings.paths()) {
            case PathPolicy.Anywhere() -> new EditorPath(name, target);
            case PathPolicy.Inside(Path root) -> inside(root, new EditorPath(name, target));
        };
    }

    private static Path parsed(String name) throws ToolError {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ToolError("Parameter `path` is not a path: " + e.getReason() + ".");
        }
    }

    private static Path suggested(String name, TextEditorSettings settings) {
        if (name.equals("~") || name.startsWith("~/")) {
            return Path.of(System.getProperty("user.home")).resolve(name.substring(Math.min(2, name.length())));
        }
        return settings.folder().resolve(name).normalize();
    }

    boolean isFolder() {
        return Files.isDirectory(target);
    }

    private static EditorPath inside(Path root, EditorPath path) throws ToolError {
        if (path.target().startsWith(target(root, root.toString()))) {
            return path;
        }
        throw new ToolError("The path " + path.name() + " is outside of " + root
                + ", the only folder in which this tool may work. Choose a path in it.");
    }

    /** Follows links as far as the path exists; what does not exist yet must be plain names. */
    private static Path target(Path path, String name) throws ToolError {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return targetOfMissing(path, name, e);
        }
    }

    private static Path targetOfMissing(Path path, String name, IOException reason) throws ToolError {
        Path last = path.getFileName();
        Path parent = path.getParent();
        if (last == null || parent == null) {
            throw new ToolError("Ran into " + reason + " while trying to find " + name + ".");
        }
        if (Files.isSymbolicLink(path)) {
            throw new ToolError("The path " + name + " does not exist: " + path + " is a symbolic link to "
                    + linkTarget(path) + ", which is missing.");
        }
        if (last.toString().equals("..") || last.toString().equals(".")) {
            throw new ToolError("The path " + name + " does not exist: there is no folder " + parent + ".");
        }
        return target(parent, name).resolve(last);
    }

    private static @Nullable Path linkTarget(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException _) {
            return null;
        }
    }

    /** The checks of the contract, in its order. */
    void check(String command, TextEditorVersion version) throws ToolError {
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        boolean create = command.equals(EditorCommand.CREATE.word());
        if (!exists && !create) {
            throw new ToolError("The path " + name + " does not exist. Give the path of an existing file or folder.");
        }
        if (exists && create) {
            throw new ToolError("File already exists at: " + name
                    + ". `create` never overwrites; change the file with `str_replace` or `insert`.");
        }
        if (exists && Files.isDirectory(target) && !command.equals(EditorCommand.VIEW.word())) {
            throw new ToolError("The path " + name + " is a directory and only the `view` command can be used on it.");
        }
        if (EditorCommand.of(command, version).isEmpty()) {
            throw new ToolError("Unrecognized command " + command + ". The allowed commands are: "
                    + EditorCommand.allowed(version) + ".");
        }
        if (exists && !Files.isDirectory(target) && !Files.isRegularFile(target)) {
            throw new ToolError("The path " + name + " is a device, pipe or socket, not a regular file.");
        }
        checkHasSize();
    }

    /** For those who read it and do nothing else with it. */
    void checkReadable() throws ToolError {
        if (!Files.exists(target)) {
            throw new ToolError("The path " + name + " does not exist. Give the path of an existing file.");
        }
        if (!Files.isRegularFile(target)) {
            throw new ToolError("The path " + name + " is no regular file"
                    + (isFolder() ? " but a directory; the editor's `view` lists it." : "."));
        }
        checkHasSize();
    }

    /** Linux makes up such files as they are read, and says of most that they are empty. */
    private void checkHasSize() throws ToolError {
        if ((target.startsWith("/proc") || target.startsWith("/sys"))
                && target.toFile().length() == 0
                && !isFolder()) {
            throw new ToolError("The file " + name + " is one that the system makes up as it is read, so that this tool"
                    + " finds nothing in it. Read it with bash: cat " + name);
        }
    }
}
