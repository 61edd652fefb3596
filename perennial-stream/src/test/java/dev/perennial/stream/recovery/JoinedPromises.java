package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Consumer.Got;
import dev.perennial.stream.recovery.Consumer.Part;
import dev.perennial.stream.recovery.Truth.Kind;
import java.util.List;

/** What has to hold of a text however often it broke. */
final class JoinedPromises {

    private final Memory memory;
    private final Got got;
    private final boolean mayBeCut;
    private String whole = "";
    private boolean exact = true;

    /** A text; one that was closed here may lack its end. */
    JoinedPromises(Memory memory, Got got, boolean mayBeCut) {
        this.memory = memory;
        this.got = got;
        this.mayBeCut = mayBeCut || !got.finished();
    }

    /** Returns whether it had to be what was meant, to the letter. */
    boolean check() {
        for (int i = 0; i < got.parts().size(); i++) {
            Part part = got.parts().get(i);
            boolean last = i == got.parts().size() - 1;
            if (i == 0) {
                exact = isBeginning(part);
            } else {
                goesOn(part, last && !mayBeCut);
            }
            whole += part.text();
        }
        boolean meant = meant().stream().anyMatch(m -> mayBeCut ? m.startsWith(whole) : m.equals(whole));
        require(!exact || meant, "is not what was meant");
        return exact && meant;
    }

    /** Whether it begins as a text of its own, and not as one that goes on. */
    private boolean isBeginning(Part part) {
        boolean own = meant().stream().anyMatch(m -> m.startsWith(part.text()));
        boolean astray = memory.resumed(part.attempt())
                .filter(r -> r.text().startsWith(part.text()))
                .isPresent();
        require(own || astray, "begins with what nobody meant");
        return own;
    }

    private List<String> meant() {
        return memory.truth(got.attempt()).stream()
                .flatMap(t -> t.blocks().stream())
                .filter(p -> p.kind() == Kind.TEXT)
                .map(Truth.Part::content)
                .toList();
    }

    private void goesOn(Part part, boolean toTheEnd) {
        switch (part.how()) {
            case "refused" -> exact = false;
            case "repeated" -> {
                exact = false;
                requireRepeated(part, toTheEnd);
            }
            case "seam unproven" -> {
                exact = false;
                seam(part).requireNothingMissingButMarks(part.text(), toTheEnd);
            }
            default -> {
                exact = exact && isExact(resumed(part), part.how());
                seam(part).requireNothingMissingButMarks(part.text(), toTheEnd);
                requireNoMarks(part);
            }
        }
    }

    private void requireNoMarks(Part part) {
        boolean clean = Said.withoutMarks(part.text()).equals(part.text());
        require(clean || !resumed(part).marksOnlyLead(), "has marks behind a proven seam");
    }

    /** A model that is given the beginning of its turn is taken at its word. */
    private static boolean isExact(Resumed resumed, String how) {
        boolean atItsWord = !how.equals("seam prefill") || resumed.text().equals(resumed.rest());
        return atItsWord && resumed.followsTruth() && !resumed.stopReason().equals("max_tokens");
    }

    private void requireRepeated(Part part, boolean toTheEnd) {
        String all = whole + part.text();
        boolean meant = memory.truth(part.attempt()).orElseThrow().blocks().stream()
                .map(Truth.Part::content)
                .anyMatch(m -> toTheEnd ? m.equals(all) : m.startsWith(all));
        require(meant, "is not what was repeated");
    }

    private Resumed resumed(Part part) {
        return memory.resumed(part.attempt())
                .orElseThrow(() -> new AssertionError("Nobody went on with the text: " + part + " of " + got));
    }

    private Said seam(Part part) {
        return Said.of(resumed(part), whole);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("A text " + otherwise + ": " + got + " instead of one of " + meant() + " by "
                    + got.parts().stream()
                            .map(p -> memory.resumed(p.attempt()).toString())
                            .toList());
        }
    }
}
