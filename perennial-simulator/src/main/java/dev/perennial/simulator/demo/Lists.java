package dev.perennial.simulator.demo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Short lists of the usual kinds, to begin with. */
final class Lists {

    private Lists() {}

    static String of(String kind, int number) {
        boolean shopping = kind.startsWith("shop") || kind.startsWith("groc");
        String title = shopping
                ? "Shopping list"
                : kind.startsWith("pack")
                        ? "Packing list"
                        : kind.startsWith("read")
                                ? "Reading list"
                                : kind.startsWith("bucket") ? "Bucket list" : "To do";
        if (kind.equals("lines")) {
            return IntStream.rangeClosed(1, number).mapToObj(at -> "Line " + at).collect(Collectors.joining("\n"));
        }
        boolean plain = kind.matches("items?|entries|points|bullets|bullet points");
        List<String> items = items(shopping, kind);
        int wanted = number > 0 ? number : items.size();
        return "# " + (plain ? "List" : title) + "\n\n"
                + IntStream.rangeClosed(1, wanted)
                        .mapToObj(at -> plain
                                ? "- Item " + at
                                : "- [ ] " + (at <= items.size() ? items.get(at - 1) : "Task " + at))
                        .collect(Collectors.joining("\n"));
    }

    private static List<String> items(boolean shopping, String kind) {
        if (shopping) {
            return List.of("Bread", "Milk", "Eggs", "Apples", "Tomatoes", "Rice", "Coffee");
        }
        if (kind.startsWith("pack")) {
            return List.of("Passport", "Phone charger", "Toothbrush", "Rain jacket", "Comfortable shoes", "A book");
        }
        return kind.startsWith("read") || kind.startsWith("bucket")
                ? List.of("First", "Second", "Third")
                : List.of("Answer the letters", "Water the plants", "Call a friend", "Plan the week", "Go for a walk");
    }
}
