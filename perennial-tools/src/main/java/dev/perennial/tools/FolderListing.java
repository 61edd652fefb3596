package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A folder and what is in it, two levels deep, without hidden items; in order, and not endless. */
final class FolderListing {

    private static final int LEVELS = 2;
    private static final int MOST_ENTRIES = 1_000;

    private final EditorPath root;
    private final StringBuilder listed = new StringBuilder();
    private int entries;
    private int left;

    private FolderListing(EditorPath root) {
        this.root = root;
    }

    static String of(EditorPath root) throws ToolError {
        FolderListing listing = new FolderListing(root);
        try {
            listing.listRoot();
        } catch (IOException e) {
            throw DiskText.failure(e, "list", root);
        }
        return "Here are the files and directories up to 2 levels deep in " + root.name()
                + ", excluding hidden items:\n" + listing.listed + listing.leftOut();
    }

    private void listRoot() throws IOException {
        String name = root.name().length() > 1 && root.name().endsWith("/")
                ? root.name().substring(0, root.name().length() - 1)
                : root.name();
        listed.append(name).append('\n');
        list(root.target(), name.equals("/") ? "" : name, LEVELS);
    }

    private void list(Path folder, String name, int levels) throws IOException {
        for (Path child : visibleChildren(folder)) {
            add(child, name + "/" + child.getFileName(), levels);
        }
    }

    private void add(Path child, String name, int levels) {
        if (entries == MOST_ENTRIES) {
            left++;
            return;
        }
        entries++;
        boolean folder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
        listed.append(name.replace("\n", "\\n")).append(folder ? "/\n" : "\n");
        if (folder && levels > 1) {
            listOrSayWhyNot(child, name, levels - 1);
        }
    }

    private void listOrSayWhyNot(Path folder, String name, int levels) {
        try {
            list(folder, name, levels);
        } catch (IOException e) {
            listed.append("[cannot be read: ")
                    .append(e.getClass().getSimpleName())
                    .append("]\n");
        }
    }

    private static List<Path> visibleChildren(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                folder, entry -> !entry.getFileName().toString().startsWith("."))) {
            return inOrder(all);
        }
    }

    /** Its iterator wraps what goes wrong while reading in an unchecked exception. */
    static List<Path> inOrder(DirectoryStream<Path> all) throws IOException {
        List<Path> children = new ArrayList<>();
        try {
            all.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(child -> child.getFileName().toString()));
        return children;
    }

    private String leftOut() {
        return left == 0 ? "" : "[" + left + " more are left out. View a folder below, or use `find` in bash.]\n";
    }
}
