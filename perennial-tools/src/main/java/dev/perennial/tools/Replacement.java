package dev.perennial.tools;

import java.util.List;
import java.util.stream.Collectors;

/** The {@code str_replace} of the contract: one text for another, where the first stands exactly once. */
final class Replacement {

    private static final int MOST_LISTED = 20;
    private static final int MOST_QUOTED = 1_000;

    private final String oldText;
    private final String newText;

    private Replacement(String oldText, String newText) {
        this.oldText = oldText;
        this.newText = newText;
    }

    static Replacement of(ToolInput input) throws ToolError {
        String oldText = input.text("old_str");
        String newText = input.optionalText("new_str").orElse("");
        if (oldText.isEmpty()) {
            throw new ToolError("No replacement was performed: parameter `old_str` is empty, so it says no place."
                    + " Use `insert` to add text at a line.");
        }
        if (oldText.equals(newText)) {
            throw new ToolError("No replacement was performed: `old_str` and `new_str` are the same.");
        }
        return new Replacement(oldText, newText);
    }

    Splice in(FileText text, EditorPath path) throws ToolError {
        List<Occurrence> found = Occurrence.find(oldText, text, MOST_LISTED + 1);
        if (found.isEmpty()) {
            throw new ToolError("No replacement was performed, old_str `" + quoted() + "` did not appear verbatim in "
                    + path.name() + "." + MismatchHint.of(oldText, text));
        }
        if (found.size() > 1) {
            throw new ToolError("No replacement was performed. Multiple occurrences of old_str `" + quoted()
                    + "` in lines " + lines(found, text)
                    + ". Please ensure it is unique, for example by more of the lines around it.");
        }
        Occurrence place = found.getFirst();
        String inserted = LineEnds.like(text.lineEndAt(place.from()), newText);
        return Splice.of(place.from(), place.to() - place.from(), inserted);
    }

    private static String lines(List<Occurrence> found, FileText text) {
        String more = found.size() > MOST_LISTED ? ", …" : "";
        return found.stream()
                .limit(MOST_LISTED)
                .map(place -> Integer.toString(text.lineAt(place.from())))
                .collect(Collectors.joining(", ", "[", more + "]"));
    }

    private String quoted() {
        return oldText.length() <= MOST_QUOTED ? oldText : oldText.substring(0, MOST_QUOTED) + "…";
    }
}
