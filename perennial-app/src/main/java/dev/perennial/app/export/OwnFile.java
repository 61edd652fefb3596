package dev.perennial.app.export;

import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all, for its owner's eyes only. */
public final class OwnFile {

    private OwnFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void to(Appendable out) throws IOException;
    }

    /**
     * Writes the file.
     *
     * @param overwrite whether one of that name may be lost
     * @throws FileAlreadyExistsException if there is one of that name, and it may not be lost
     * @throws IOException if it cannot be written; nothing is there then that was not before
     */
    public static void write(Path file, boolean overwrite, Content content) throws IOException {
        if (!overwrite && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".perennial-", ".part", OwnerOnly.file(file));
        try {
            try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                content.to(writer);
            }
            if (overwrite) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(draft, file);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
