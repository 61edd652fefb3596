package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One edit: some bytes of a text go, others come in their place. */
record Splice(int offset, int removed, FileText inserted) {

    static Splice of(int offset, int removed, String inserted) {
        return new Splice(offset, removed, new FileText(inserted.getBytes(StandardCharsets.UTF_8)));
    }

    FileText applyTo(FileText text) {
        byte[] before = text.bytes();
        int rest = before.length - offset - removed;
        byte[] after = Arrays.copyOf(before, Math.addExact(offset + inserted.length(), rest));
        System.arraycopy(inserted.bytes(), 0, after, offset, inserted.length());
        System.arraycopy(before, offset + removed, after, offset + inserted.length(), rest);
        return new FileText(after);
    }

    /** What undoes it. */
    Splice inverse(FileText before) {
        byte[] wasThere = Arrays.copyOfRange(before.bytes(), offset, offset + removed);
        return new Splice(offset, inserted.length(), new FileText(wasThere));
    }
}
