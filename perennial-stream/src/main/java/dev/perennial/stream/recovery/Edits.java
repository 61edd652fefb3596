package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes to a JSON document at a few places; all other bytes stay as they came. Places must not overlap. */
final class Edits {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Edit(int start, int end, byte[] replacement) {}

    private final JsonSpan document;
    private final List<Edit> edits = new ArrayList<>();

    Edits(JsonSpan document) {
        this.document = document;
    }

    /** Gives a member of the document itself a value, whether it is there or not. */
    Edits set(String name, byte[] value) {
        return set(document, name, value);
    }

    /** Gives a member of an object inside the document a value. */
    Edits set(JsonSpan object, String name, byte[] value) {
        Optional<JsonSpan> old = object.member(name);
        if (old.isPresent()) {
            return replace(old.get(), value);
        }
        Bytes member = new Bytes();
        member.add(object.isEmpty() ? "" : ",");
        member.add(JsonText.quote(name));
        member.add(":");
        member.add(value);
        return insert(object.end() - 1, member.copy());
    }

    /** Puts another value in the place of one. */
    Edits replace(JsonSpan old, byte[] value) {
        edits.add(new Edit(old.start(), old.end(), value));
        return this;
    }

    /** Adds elements, already separated by commas, to the end of an array inside the document. */
    Edits append(JsonSpan array, byte[] elements) {
        Bytes more = new Bytes();
        more.add(array.isEmpty() ? "" : ",");
        more.add(elements);
        return insert(array.end() - 1, more.copy());
    }

    /** Takes some of an array's elements out, each with the comma that goes with it. */
    Edits remove(List<JsonSpan> elements, Predicate<JsonSpan> goes) {
        int lastKept = elements.size() - 1;
        while (lastKept >= 0 && goes.test(elements.get(lastKept))) {
            lastKept--;
        }
        for (int i = 0; i < lastKept; i++) {
            if (goes.test(elements.get(i))) {
                cut(elements.get(i).start(), elements.get(i + 1).start());
            }
        }
        if (lastKept < elements.size() - 1) {
            int from = lastKept < 0
                    ? elements.getFirst().start()
                    : elements.get(lastKept).end();
            cut(from, elements.getLast().end());
        }
        return this;
    }

    private void cut(int from, int to) {
        edits.add(new Edit(from, to, new byte[0]));
    }

    private Edits insert(int at, byte[] bytes) {
        edits.add(new Edit(at, at, bytes));
        return this;
    }

    byte[] apply() {
        ByteBuffer changed = ByteBuffer.allocate(length());
        int from = document.start();
        List<Edit> inOrder =
                edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
        for (Edit edit : inOrder) {
            changed.put(document.bytes(), from, edit.start() - from);
            changed.put(edit.replacement());
            from = edit.end();
        }
        changed.put(document.bytes(), from, document.end() - from);
        return changed.array();
    }

    private int length() {
        int length = document.end() - document.start();
        for (Edit edit : edits) {
            length += edit.replacement().length - (edit.end() - edit.start());
        }
        return length;
    }
}
