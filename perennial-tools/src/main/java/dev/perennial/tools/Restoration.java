package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file that is to be what it was.
 *
 * @param before in which file lies what it was; empty for nothing
 * @param hashBefore of that
 * @param hashAfter of what it should be now if nobody else has changed it
 */
record Restoration(Path file, Optional<Path> before, String hashBefore, String hashAfter) {

    static Restoration of(ChangeLog.Change change) {
        return new Restoration(change.file(), change.before(), change.hashBefore(), change.hashAfter());
    }

    /** Of two changes one after the other: from what the second made to what was before the first. */
    Restoration then(Restoration later) {
        return new Restoration(file, before, hashBefore, later.hashAfter());
    }

    /** A change that was announced and then failed has left the file as it was. */
    boolean wouldLoseWork() throws IOException {
        String now = FileHash.of(file);
        return !now.equals(hashAfter) && !now.equals(hashBefore);
    }

    void perform() throws IOException {
        if (FileHash.of(file).equals(hashBefore)) {
            return;
        }
        if (before.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path kept = before.get();
        FileSwap.replace(
                file,
                fresh -> Files.copy(
                        kept, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES));
    }
}
