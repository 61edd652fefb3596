package dev.perennial.tools;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file keeps when another is put in its place. */
final class FileAttributes {

    private static final Logger LOG = System.getLogger(FileAttributes.class.getName());

    private FileAttributes() {}

    /** The owner comes first, since a change of it clears parts of the mode. */
    static void copy(Path from, Path to) throws IOException {
        if (!from.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        copyIfPermitted("unix:uid", from, to);
        copyIfPermitted("unix:gid", from, to);
        Files.setAttribute(to, "unix:mode", Files.getAttribute(from, "unix:mode"));
    }

    private static void copyIfPermitted(String attribute, Path from, Path to) throws IOException {
        Object value = Files.getAttribute(from, attribute);
        if (value.equals(Files.getAttribute(to, attribute))) {
            return;
        }
        try {
            Files.setAttribute(to, attribute, value);
        } catch (FileSystemException e) {
            LOG.log(Level.DEBUG, "An edited file changes its owner: " + attribute + " cannot be kept", e);
        }
    }
}
