package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.agent.output.SharedLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that several processes share and may replace by a shorter one, and that somebody may delete: then it is read anew from
 * its beginning. Not safe for use by several threads.
 */
final class ReplacedLines implements AutoCloseable {

    private final Path file;
    private final Duration patience;
    private String opened = "";
    private @Nullable SharedLines lines;

    /**
     * Of a file, which is made with the first use if it is not there.
     *
     * @param patience how long to wait for others that keep it locked
     */
    ReplacedLines(Path file, Duration patience) {
        this.file = file.toAbsolutePath();
        this.patience = patience;
    }

    /** Tells what others have added, each line once unless the file was replaced. */
    void read(Consumer<String> others) throws IOException {
        current().read(others);
    }

    /**
     * Adds lines when all that others have added before was told; on the disk when this returns.
     *
     * @param more what to add, nothing if it is in vain; is asked again if the file was replaced at that moment
     */
    void add(Supplier<List<String>> more, Consumer<String> others) throws IOException {
        do {
            SharedLines there = current();
            locked(there, () -> isCurrent() ? more.get() : List.of(), others);
            there.force();
        } while (!isCurrent());
    }

    /** Replaces it by other lines, made when all that others have added was told. */
    void replace(Supplier<List<String>> all, Consumer<String> others) throws IOException {
        Supplier<List<String>> none = () -> {
            if (isCurrent()) {
                replaceBy(all.get());
            }
            return List.of();
        };
        locked(current(), none, others);
    }

    private void replaceBy(List<String> all) {
        try {
            OwnerOnly.replace(file, (String.join("\n", all) + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void locked(SharedLines lines, Supplier<List<String>> more, Consumer<String> others) throws IOException {
        try {
            if (!lines.add(more, patience, others)) {
                throw new IOException("others keep it locked");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private SharedLines current() throws IOException {
        SharedLines now = lines;
        while (now == null || !isCurrent()) {
            close();
            now = open();
        }
        return now;
    }

    private SharedLines open() throws IOException {
        OwnerOnly.createFolder(requireNonNull(file.getParent(), "the folder of a file"));
        String before = identity();
        SharedLines now = SharedLines.open(file);
        lines = now;
        // What was made or replaced at this moment is looked at again.
        opened = before.equals(identity()) ? before : "";
        return now;
    }

    private boolean isCurrent() {
        return !opened.isEmpty() && opened.equals(identity());
    }

    /** Which file is there, as far as the system tells them apart; empty if there is none. */
    private String identity() {
        try {
            return "file "
                    + Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        SharedLines open = lines;
        lines = null;
        if (open != null) {
            open.close();
        }
    }
}
