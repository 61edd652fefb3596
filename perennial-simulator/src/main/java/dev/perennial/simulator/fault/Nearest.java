package dev.perennial.simulator.fault;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** The nearest names, each in backquotes, joined by {@code or}. */
    static String to(String written, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(written, name)))
                .limit(SHOWN)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" or "));
    }

    /** The number of characters to insert, delete or replace (Levenshtein); names that hold what was written come first. */
    private static int distance(String a, String b) {
        if (!a.isEmpty() && b.contains(a)) {
            return 0;
        }
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
