package dev.perennial.examples;

import java.util.Arrays;

/** How unlike two names are. */
final class Distance {

    private Distance() {}

    /** The characters to insert, delete or replace (Levenshtein); none if one is a part of the other. */
    static int between(String a, String b) {
        if (b.contains(a) && !a.isEmpty()) {
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
