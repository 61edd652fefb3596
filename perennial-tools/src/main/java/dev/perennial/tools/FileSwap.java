package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a new file in the place of another in one step: there is the old one or the new one, whatever happens. */
final class FileSwap {

    /** Makes the new file of an empty one beside the old. */
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
}
