package dev.perennial.tools;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The edits of each file that can be undone, the last one first. Holds what was replaced, not whole files. */
final class EditHistory {

    /** An edit, and by what to know that nobody else has changed the file since. */
    sealed interface Step {

        Fingerprint after();

        /** The file was created. */
        record Created(Fingerprint after) implements Step {}

        /** A part of it was replaced; {@code inverse} puts back what was there. */
        record Edited(Fingerprint after, Splice inverse) implements Step {}
    }

    /** Tells two versions of a file apart. */
    record Fingerprint(int length, long checksum) {

        static Fingerprint of(FileText text) {
            CRC32C checksum = new CRC32C();
            checksum.update(text.bytes());
            return new Fingerprint(text.length(), checksum.getValue());
        }
    }

    private final Map<Path, Deque<Step>> steps = new HashMap<>();

    void created(EditorPath path, FileText text) {
        // What was known of an earlier file of this name is about another file.
        steps.remove(path.target());
        push(path, new Step.Created(Fingerprint.of(text)));
    }

    void edited(EditorPath path, FileText before, Splice splice, FileText after) {
        push(path, new Step.Edited(Fingerprint.of(after), splice.inverse(before)));
    }

    private void push(EditorPath path, Step step) {
        steps.computeIfAbsent(path.target(), _ -> new ArrayDeque<>()).push(step);
    }

    Optional<Step> last(EditorPath path) {
        return Optional.ofNullable(steps.get(path.target())).map(Deque::peek);
    }

    void forgetLast(EditorPath path) {
        steps.getOrDefault(path.target(), new ArrayDeque<>()).poll();
    }
}
