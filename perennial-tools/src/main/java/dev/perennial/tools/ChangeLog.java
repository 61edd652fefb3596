package dev.perennial.tools;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The changes of files that a session has made, turn by turn, in a folder that only its owner can enter: a line for each
 * change in {@code changes.jsonl}, and beside it what the file was. A line is written before the change is made, so that
 * nothing is changed that could not be undone. Safe for use by several threads.
 */
public final class ChangeLog implements FileChanges {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = "changes.jsonl";

    private final Path folder;
    private final List<Change> changes;
    private int turn;

    /**
     * One change.
     *
     * @param turn of the session, from 1
     * @param file what was changed
     * @param before the file in which lies what it was; empty if there was none
     * @param hashBefore of what it was, empty for nothing
     * @param hashAfter of what it became, empty for nothing
     */
    record Change(int turn, Path file, Optional<Path> before, String hashBefore, String hashAfter) {}

    private ChangeLog(Path folder, List<Change> changes) {
        this.folder = requireNonNull(folder, "folder");
        this.changes = new ArrayList<>(changes);
        this.turn = Math.max(1, changes.stream().mapToInt(Change::turn).max().orElse(0) + 1);
    }

    /**
     * The changes of one session.
     *
     * @param folder the session's own, made with the first change
     * @throws IOException if what is there cannot be read
     */
    public static ChangeLog open(Path folder) throws IOException {
        return new ChangeLog(folder, read(folder));
    }

    private static List<Change> read(Path folder) throws IOException {
        List<Change> changes = new ArrayList<>();
        Path lines = folder.resolve(LINES);
        if (Files.exists(lines)) {
            for (String line : Files.readAllLines(lines, StandardCharsets.UTF_8)) {
                JsonNode json = JSON.readTree(line);
                if (json.has("undone")) {
                    int undone = json.get("undone").asInt();
                    changes.removeIf(change -> change.turn() == undone);
                } else {
                    changes.add(change(folder, json));
                }
            }
        }
        return changes;
    }

    private static Change change(Path folder, JsonNode json) {
        return new Change(
                json.path("turn").asInt(),
                Path.of(json.path("file").asText()),
                Optional.of(json.path("before").asText(""))
                        .filter(name -> !name.isEmpty())
                        .map(folder::resolve),
                json.path("hash_before").asText(""),
                json.path("hash_after").asText(""));
    }

    @Override
    public synchronized void turnBegins() {
        if (changes.stream().anyMatch(change -> change.turn() == turn)) {
            turn++;
        }
    }

    @Override
    public synchronized void willChange(Path file, Optional<byte[]> before, Optional<byte[]> after) throws IOException {
        OwnerOnly.createFolder(folder);
        Optional<Path> copy = before.isEmpty() ? Optional.empty() : Optional.of(kept(file));
        Change change = new Change(
                turn,
                file,
                copy,
                before.map(FileHash::of).orElse(""),
                after.map(FileHash::of).orElse(""));
        append(json(change));
        changes.add(change);
    }

    /** The old file is replaced and not written to, so that a second name for it keeps it without a copy. */
    private Path kept(Path file) throws IOException {
        Path copy = folder.resolve(String.format("%06d.before", changes.size() + 1));
        while (Files.exists(copy)) {
            copy = copy.resolveSibling("x" + copy.getFileName());
        }
        if (isOnlyName(file)) {
            try {
                return Files.createLink(copy, file);
            } catch (IOException | UnsupportedOperationException otherDisk) {
                // Copied below.
            }
        }
        return Files.copy(file, copy);
    }

    private static boolean isOnlyName(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                        .equals(1);
    }

    private static ObjectNode json(Change change) {
        ObjectNode json = JSON.createObjectNode()
                .put("turn", change.turn())
                .put("file", change.file().toString())
                .put("hash_before", change.hashBefore())
                .put("hash_after", change.hashAfter());
        change.before().ifPresent(before -> json.put("before", String.valueOf(before.getFileName())));
        return json;
    }

    private void append(ObjectNode json) throws IOException {
        Path lines = folder.resolve(LINES);
        if (!Files.exists(lines)) {
            OwnerOnly.createFile(lines);
        }
        Files.writeString(lines, json + "\n", StandardOpenOption.APPEND);
    }

    /** How many files were changed that have not been put back. */
    public synchronized long files() {
        return changes.stream().map(Change::file).distinct().count();
    }

    /**
     * Puts every file that the last turn changed back to what it was before.
     *
     * @param force also files that somebody else has changed since
     * @return what became of each file; if any stands in the way, none was touched
     * @throws IOException if a file cannot be read or written; what was put back until then stays so
     */
    public synchronized Undone undoLastTurn(boolean force) throws IOException {
        int last = changes.stream().mapToInt(Change::turn).max().orElse(0);
        TreeMap<Path, Restoration> restorations = new TreeMap<>();
        changes.stream()
                .filter(change -> change.turn() == last)
                .forEach(change -> restorations.merge(change.file(), Restoration.of(change), Restoration::then));
        List<Path> inTheWay = new ArrayList<>();
        for (Restoration restoration : restorations.values()) {
            if (!force && restoration.wouldLoseWork()) {
                inTheWay.add(restoration.file());
            }
        }
        if (inTheWay.isEmpty() && !restorations.isEmpty()) {
            for (Restoration restoration : restorations.values()) {
                restoration.perform();
            }
            append(JSON.createObjectNode().put("undone", last));
            changes.removeIf(change -> change.turn() == last);
        }
        return new Undone(inTheWay.isEmpty() ? List.copyOf(restorations.keySet()) : List.of(), inTheWay);
    }

    /**
     * What an undo came to.
     *
     * @param restored the files that are what they were before the turn
     * @param changedSince files that somebody else has changed since, because of which nothing was done
     */
    public record Undone(List<Path> restored, List<Path> changedSince) {
        public Undone {
            restored = List.copyOf(restored);
            changedSince = List.copyOf(changedSince);
        }
    }
}
