package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Consumer.Got;
import dev.perennial.stream.recovery.Consumer.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has to hold of the requests that go on with a text: they show what the reader has. */
final class CallPromises {

    private final List<Call> calls;
    private final List<Got> blocks;

    CallPromises(List<Call> calls, List<Got> blocks) {
        this.calls = calls;
        this.blocks = blocks;
    }

    void check() {
        for (int attempt = 2; attempt <= calls.size(); attempt++) {
            if (calls.get(attempt - 1).shape() == Call.Shape.CONTINUING) {
                requireTrue(attempt, Shown.of(calls.get(attempt - 1)));
            }
        }
    }

    private void requireTrue(int attempt, Shown shown) {
        String had = hadBefore(attempt);
        String text = shown.text();
        require(had.startsWith(text), attempt, "shows what the reader has not got: " + text);
        boolean asksAgain = calls.get(attempt - 2).shape() == Call.Shape.CONTINUING;
        require(
                asksAgain || had.stripTrailing().equals(text.stripTrailing()),
                attempt,
                "shows less than the reader has: " + text);
        require(shown.request().contains("</r-"), attempt, "does not ask for tags");
    }

    /** What the reader had of the text that was open then. */
    private String hadBefore(int attempt) {
        Optional<Got> open = blocks.stream()
                .filter(b -> b.type().equals("text") && b.attempt() < attempt)
                .reduce((first, second) -> second);
        return open.stream()
                .flatMap(b -> b.parts().stream())
                .filter(p -> p.attempt() < attempt)
                .map(Part::text)
                .collect(Collectors.joining());
    }

    private static void require(boolean holds, int attempt, String otherwise) {
        if (!holds) {
            throw new AssertionError("The request of attempt " + attempt + " " + otherwise);
        }
    }
}
