package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Puts a new file in its place in one step, also where another is: there is what was before or the new one, whatever happens. */
final class FileSwap {

    /** Makes the new file of an empty one beside the place where it is to be. */
    @FunctionalInterface
    interface Filling {
        void fill(Path fresh) throws IOException;
    }

    private FileSwap() {}

    static void replace(Path target, Filling filling) throws IOException {
        Path fresh = Files.createTempFile(target.resolveSibling(""), ".perennial-", ".tmp");
        try {
            filling.fill(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Puts a new file where none is: there is nothing or all of it. It gets the mode of any new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something has come there meanwhile, which is left as it is
     */
    static void create(Path target, Filling filling) throws IOException {
        Path fresh = Files.createFile(target.resolveSibling(".perennial-" + UUID.randomUUID() + ".tmp"));
        try {
            filling.fill(fresh);
            putInPlace(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A link replaces nothing, which a move does where two come at once; not all file systems have links. */
    private static void putInPlace(Path fresh, Path target) throws IOException {
        try {
            Files.createLink(target, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(fresh, target);
        }
    }
}
