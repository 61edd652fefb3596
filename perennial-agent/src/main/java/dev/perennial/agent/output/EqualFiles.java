package dev.perennial.agent.output;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Files of equal content take the disk's space once: they are links to one file, of which a folder knows one more link, named
 * by its size. What is compared is the content itself, and only where the size is the same. Safe for use by several threads
 * and processes; needs a file system with hard links.
 */
final class EqualFiles {

    /** What a process that died has left, or one that has to do without: sharing is given up then. */
    private static final String UNFINISHED = "new-";

    private final Path folder;

    /**
     * @param folder where a link to each file lies, on the same file system
     */
    EqualFiles(Path folder) {
        this.folder = folder;
    }

    /** Has a file that nobody writes any more share the place of an equal one, or be the one that others share. */
    void share(Path file) throws IOException {
        OwnerOnly.createFolder(folder);
        long size = Files.size(file);
        Optional<Path> equal = equal(file, size);
        if (equal.isPresent()) {
            replace(file, equal.get());
        } else {
            Files.createLink(folder.resolve(size + "-" + UUID.randomUUID()), file);
        }
    }

    private void replace(Path file, Path equal) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        Path link = folder.resolve(UNFINISHED + UUID.randomUUID());
        Files.createLink(link, equal);
        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(file, written);
    }

    private Optional<Path> equal(Path file, long size) throws IOException {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder, size + "-*")) {
            for (Path candidate : candidates) {
                if (isEqual(candidate, file)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isEqual(Path candidate, Path file) throws IOException {
        try {
            return Files.mismatch(candidate, file) < 0;
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    /** Deletes a file if it is there, and its content if no other file shares it. */
    void delete(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            long size = Files.size(file);
            Files.deleteIfExists(file);
            sweep(size + "-*");
        }
    }

    /** Deletes the contents that no file has any more. */
    void sweep() throws IOException {
        sweep("*");
    }

    private void sweep(String names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder, names)) {
            for (Path link : links) {
                if (link.getFileName().toString().startsWith(UNFINISHED) || isAlone(link)) {
                    Files.deleteIfExists(link);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isAlone(Path link) throws IOException {
        try {
            return (int) Files.getAttribute(link, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1;
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }
}
