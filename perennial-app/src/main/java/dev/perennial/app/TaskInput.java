package dev.perennial.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The text of a task: from the arguments, from files, from standard input. */
final class TaskInput {

    private final InputStream in;
    private final boolean inIsScreen;
    private final Path folder;

    TaskInput(InputStream in, boolean inIsScreen, Path folder) {
        this.in = in;
        this.inIsScreen = inIsScreen;
        this.folder = folder;
    }

    /**
     * Reads the task, without what may have been piped in beside it.
     *
     * @param words the arguments; {@code -} alone, or nothing at all, stands for standard input
     * @param files files whose content belongs to the task; {@code -} stands for standard input
     * @throws UsageException if there is nothing, or a file cannot be read
     */
    String read(List<String> words, List<String> files) {
        List<String> parts = new ArrayList<>();
        parts.add(isStandardInput(words, files) ? standardInput() : String.join(" ", words));
        files.forEach(file -> parts.add(file.equals("-") ? standardInput() : file(file)));
        String task = String.join(
                "\n\n", parts.stream().filter(part -> !part.isBlank()).toList());
        if (task.isBlank()) {
            throw new UsageException(
                    "There is no task: say what to do, for example ./perennial run \"List the files here\".");
        }
        return task;
    }

    /** Whether something may have been piped in that {@link #read} does not read. */
    boolean mayOfferMore(List<String> words, List<String> files) {
        return !inIsScreen && !isStandardInput(words, files) && !files.contains("-");
    }

    /**
     * What was piped in beside a task. Programs often leave an open pipe as standard input of what they start, to which
     * nobody will ever write: so the wait for its first byte is limited, the wait for its end is not. What is there already is read
     * however busy the machine is.
     *
     * @return the text, empty if there is none; nothing if the time was up
     */
    Optional<String> offered(Duration patience) {
        return isThere() ? Optional.of(standardInput()) : awaited(patience);
    }

    private boolean isThere() {
        try {
            return in.available() > 0;
        } catch (IOException closed) {
            return false;
        }
    }

    private Optional<String> awaited(Duration patience) {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> first.complete(readByte()));
        try {
            int b = first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(b < 0 ? "" : text("standard input", join((byte) b, readAll())));
        } catch (TimeoutException nobodyWrites) {
            return Optional.empty();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isStandardInput(List<String> words, List<String> files) {
        return words.equals(List.of("-")) || (words.isEmpty() && files.isEmpty() && !inIsScreen);
    }

    private String standardInput() {
        return text("standard input", readAll());
    }

    private String file(String name) {
        Path path = folder.resolve(name);
        try {
            return text("`--file " + name + "`", Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            throw new UsageException("`--file` is `" + name + "`: there is no such file.");
        } catch (IOException unreadable) {
            throw new UsageException("`--file` is `" + name + "`: it cannot be read: " + unreadable.getMessage());
        }
    }

    private byte[] readAll() {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readByte() {
        try {
            return in.read();
        } catch (IOException closed) {
            return -1;
        }
    }

    private static byte[] join(byte first, byte[] rest) {
        return ByteBuffer.allocate(rest.length + 1).put(first).put(rest).array();
    }

    private static String text(String what, byte[] bytes) {
        if (!Utf8.isValid(bytes)) {
            throw new UsageException("The content of " + what + " is not UTF-8 text: convert it first.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
