package dev.perennial.app.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Finds the names that somebody may have meant. */
public final class NearestName {

    private NearestName() {}

    static String key(String written) {
        return nearest(written, Setting::key);
    }

    static String variable(String written) {
        return nearest(written, Setting::variable);
    }

    private static String nearest(String written, Function<Setting, String> name) {
        return of(written, Arrays.stream(Setting.values()).map(name).toList());
    }

    /** The name that is most like what was written; there must be one. */
    public static String of(String written, Collection<String> names) {
        return of(written, names, 1).getFirst();
    }

    /** So many names that are most like what was written, the nearest first. */
    public static List<String> of(String written, Collection<String> names, int most) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .limit(most)
                .toList();
    }

    /** The number of characters to insert, delete or replace (Levenshtein); none if one is a part of the other. */
    private static int distance(String a, String b) {
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
