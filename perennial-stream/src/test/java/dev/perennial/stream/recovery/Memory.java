package dev.perennial.stream.recovery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that the models of a world meant and said, by attempt. */
final class Memory {

    private static final int LEAST_TO_GO_ON = 4;
    private static final int MOST_TO_GO_ON = 60;
    private static final String OWN_WORDS = "and so it goes on in words of its own, to an end.";

    private final Map<Integer, Truth> truths = new HashMap<>();
    private final Map<Integer, Resumed> resumed = new HashMap<>();

    void meant(Truth truth) {
        truths.put(truth.attempt(), truth);
    }

    void resumed(int attempt, Resumed how) {
        resumed.put(attempt, how);
    }

    /** What an attempt meant; empty if it did not come to mean anything. */
    Optional<Truth> truth(int attempt) {
        return Optional.ofNullable(truths.get(attempt));
    }

    /** How an attempt went on in the middle of a text, if it did. */
    Optional<Resumed> resumed(int attempt) {
        return Optional.ofNullable(resumed.get(attempt));
    }

    /** The calls that were meant last, one after the other; none if nobody called. */
    List<Truth.Part> lastCalls() {
        return truths.values().stream()
                .sorted(Comparator.comparingInt(Truth::attempt).reversed())
                .map(Memory::firstCalls)
                .filter(c -> !c.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Truth.Part> firstCalls(Truth truth) {
        return truth.blocks().stream()
                .dropWhile(p -> p.kind() != Truth.Kind.CALL)
                .takeWhile(p -> p.kind() == Truth.Kind.CALL)
                .toList();
    }

    Stream<Truth.Part> parts() {
        return truths.values().stream().flatMap(t -> t.blocks().stream());
    }

    /** Where a model finds itself that is shown the beginning of a text. */
    Resumed.Place place(String shown) {
        String whole = part(shown).map(Truth.Part::content).orElse("");
        if (whole.startsWith(shown)) {
            return new Resumed.Place(shown, whole.substring(shown.length()), true);
        }
        return new Resumed.Place(shown, restBehindEndOf(shown, whole), false);
    }

    /** What was meant to come after a text. */
    List<Truth.Part> partsAfter(String shown) {
        return part(shown).map(this::partsAfter).orElse(List.of());
    }

    private List<Truth.Part> partsAfter(Truth.Part part) {
        List<Truth.Part> all = truths.values().stream()
                .map(Truth::blocks)
                .filter(b -> b.contains(part))
                .findFirst()
                .orElseThrow();
        return all.subList(all.indexOf(part) + 1, all.size());
    }

    private Optional<Truth.Part> part(String shown) {
        return parts().filter(p -> p.isText() && !p.isBlank())
                .filter(p -> p.content().charAt(0) == shown.charAt(0))
                .findFirst();
    }

    /** A text that went astray goes on where its end stands in what was meant, or in words of its own. */
    private static String restBehindEndOf(String shown, String whole) {
        for (int length = Math.min(MOST_TO_GO_ON, shown.length()); length >= LEAST_TO_GO_ON; length--) {
            String end = shown.substring(shown.length() - length);
            int at = whole.indexOf(end);
            if (at >= 0) {
                return whole.substring(at + length);
            }
        }
        return OWN_WORDS;
    }
}
