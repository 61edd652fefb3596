package dev.perennial.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the user names in a chat, where no shell reads the name before. */
final class ChatFile {

    private ChatFile() {}

    /**
     * The file: {@code ~} is the user's home, what is relative is in the folder of the chat.
     *
     * @throws UsageException if it cannot be the name of a file, or is in another user's home
     */
    static Path named(String name, Surroundings surroundings) {
        if (name.startsWith("~") && !name.equals("~") && !name.startsWith("~/")) {
            throw new UsageException("`%s` is not understood: only ~ and ~/… are, for your own home.".formatted(name));
        }
        try {
            return name.startsWith("~")
                    ? surroundings.userHome().resolve(name.substring(Math.min(2, name.length())))
                    : surroundings.folder().resolve(name);
        } catch (InvalidPathException wrong) {
            throw new UsageException("`%s` cannot be the name of a file: %s.".formatted(name, wrong.getReason()));
        }
    }

    /** Why a new file could not be written there, and what to do. */
    static String why(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return file + " is a folder: name a file in it.";
        }
        return switch (failure) {
            case FileAlreadyExistsException _ -> file + " exists already: name another file.";
            case NoSuchFileException _ ->
                "There is no folder " + file.getParent() + ": make it first, or name another.";
            case AccessDeniedException _ -> "You may not write " + file + ": name a file elsewhere.";
            case FileSystemException other
            when other.getReason() != null -> file + " cannot be written: " + other.getReason();
            default -> file + " cannot be written: " + failure.getMessage();
        };
    }
}
