package dev.perennial.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;

/** Text files on disk: read as they are, written whole or not at all. */
final class DiskText {

    private static final long LARGEST = 64L << 20;
    private static final int PIECE = 1 << 20;

    private DiskText() {}

    static FileText read(EditorPath path) throws ToolError {
        FileText text = readBytes(path);
        int nonText = text.firstNonText();
        if (nonText >= 0) {
            throw new ToolError("The file " + path.name() + " is not UTF-8 text: byte 0x"
                    + HexFormat.of().withUpperCase().toHexDigits(text.bytes()[nonText]) + " at offset " + nonText
                    + ". It was left as it is; use bash for binary files and other encodings.");
        }
        return text;
    }

    private static FileText readBytes(EditorPath path) throws ToolError {
        try {
            long size = Files.size(path.target());
            if (size > LARGEST) {
                throw new ToolError("The file " + path.name() + " has " + size + " bytes, more than the " + LARGEST
                        + " that this tool can edit. Use bash, for example head, grep -n or sed.");
            }
            return new FileText(readAll(path.target(), (int) size));
        } catch (IOException e) {
            throw failure(e, "read", path);
        }
    }

    /** In pieces, because for each as much memory again is taken outside of the heap. */
    private static byte[] readAll(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        int length = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (length < size) {
                int read = channel.read(ByteBuffer.wrap(bytes, length, Math.min(PIECE, size - length)));
                if (read < 0) {
                    break;
                }
                length += read;
            }
        }
        return length == size ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Writes a file that does not exist yet, and the folders on the way to it. */
    static void create(EditorPath path, FileText text) throws ToolError {
        try {
            Path folder = path.target().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileSwap.create(path.target(), fresh -> write(text, fresh));
        } catch (IOException e) {
            throw failure(e, "write to", path);
        }
    }

    /** Puts a new text in the place of a file's, in one step; mode and, where permitted, owner stay. */
    static void replace(EditorPath path, FileText text) throws ToolError {
        Path target = path.target();
        if (!Files.isWritable(target)) {
            throw new ToolError("The file " + path.name() + " is read-only and was left as it is.");
        }
        try {
            FileSwap.replace(target, fresh -> fill(fresh, text, target));
        } catch (IOException e) {
            throw failure(e, "write to", path);
        }
    }

    private static void fill(Path fresh, FileText text, Path target) throws IOException {
        write(text, fresh);
        FileAttributes.copy(target, fresh);
    }

    private static void write(FileText text, Path fresh) throws IOException {
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            for (int at = 0; at < text.length(); ) {
                at += file.write(ByteBuffer.wrap(text.bytes(), at, Math.min(PIECE, text.length() - at)));
            }
            file.force(false);
        }
    }

    static void delete(EditorPath path) throws ToolError {
        try {
            Files.delete(path.target());
        } catch (IOException e) {
            throw failure(e, "delete", path);
        }
    }

    static ToolError failure(IOException e, String doing, EditorPath path) {
        return new ToolError("Ran into " + e.getClass().getSimpleName() + ": " + e.getMessage() + " while trying to "
                + doing + " " + path.name() + ".");
    }
}
