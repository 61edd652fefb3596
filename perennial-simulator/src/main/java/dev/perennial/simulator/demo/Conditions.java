package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.FileFilter.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds out what else a file must be: empty, hidden, of some size or age, not in a folder. */
final class Conditions {

    /** What was found and the words that are left. */
    record Found(List<Condition> conditions, Wording rest) {}

    private static final String FILES =
            "(?=\\s+(?:[\\p{L}\\p{N}.*+#-]+\\s+){0,2}(?:files?|classes|scripts|documents)\\b)";
    private static final Pattern EMPTY =
            Tokens.words("(?<!(?:create|make|an|new|add|generate|touch|write) )(?:empty|zero[- ]byte|leere?n?)" + FILES
                    + "|(?<=files? (?:that )?(?:are|is) )empty");
    private static final Pattern HIDDEN = Tokens.words("(?:hidden|dot)(?:(?=\\s+(?:files?|ones))|(?<=dot)(?=files?))");
    private static final Pattern SIZE = Tokens.words(
            "(?:that\\s+are\\s+|which\\s+are\\s+|with\\s+(?:a\\s+size\\s+)?)?(?<than>larger than|bigger than|greater than|more than|above|over|exceeding|at least|smaller than|less than|below|under|at most|heavier than|>|<)\\s*(?:of\\s+)?(?<n>\\d{1,9}(?:\\.\\d{1,3})?)\\s*(?<unit>bytes?|b|kb|kib|k|kilobytes?|mb|mib|m|megabytes?|gb|gib|gigabytes?)(?:\\s+in\\s+size)?");
    private static final Pattern AGE = Tokens.words(
            "(?:that\\s+(?:were|have been)\\s+|which\\s+(?:were|have been)\\s+|were\\s+|have\\s+been\\s+)?(?:modified|changed|edited|updated|touched|written|created)\\s+(?:(?<today>today)|(?:in|within|during)\\s+the\\s+(?:last|past)\\s+(?<n>\\d{1,4}|\\p{L}+\\s+)?\\s*(?<unit>minutes?|hours?|days?|weeks?|months?)|(?<week>this week))");
    private static final String NAMES = "(?:⟦\\d+⟧|\\*?[\\p{L}\\p{N}_.@+/*-]*[\\p{L}\\p{N}_])";
    private static final Pattern NOT = Tokens.words(
            "(?:,\\s*)?(?:but\\s+|and\\s+)?(?:excluding|exclude|excludes|without|except(?:\\s+for)?|ignoring|ignore|skipping|skip|omitting|leaving out|other than|apart from|not\\s+(?:counting|including|in|inside|under|from)|ohne|außer)\\s+(?:(?:the|any|all|those|files?|in|inside|under|from|folders?|directory|directories)\\s+)*(?<names>"
                    + NAMES + "(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|or)\\s+)(?:the\\s+)?" + NAMES
                    + "){0,5})(?:\\s+(?:folders?|directory|directories|dirs?|files?|code|classes))?");
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+(?:and|or)\\s+(?:the\\s+)?");
    private static final Map<String, Integer> MINUTES =
            Map.of("minute", 1, "hour", 60, "day", 1_440, "week", 10_080, "month", 43_200);

    private static final Pattern DEEP_NOT = Tokens.words(
            "(?:,\\s*)?(?:but\\s+)?(?:directly\\s+)?(?:(?:not|without|excluding|ignoring|no)\\s+(?:counting\\s+|including\\s+|in\\s+|the\\s+|any\\s+|its\\s+)*(?:sub-?(?:folders|directories|dirs)|recursion|recursively|recursive)|non-?recursive(?:ly)?)");
    private static final Pattern SHALLOW = Tokens.words(
            "directly(?=\\s+(?:in|inside|under|here))|top[- ]level(?=\\s+files?)|immediately(?=\\s+(?:in|under))");

    private Conditions() {}

    static Found extract(Wording wording) {
        List<Condition> conditions = new ArrayList<>();
        Wording rest =
                take(wording, DEEP_NOT, match -> conditions.add(new Condition("", "directly", FileFilter.SHALLOW)));
        rest = take(rest, NOT, match -> conditions.addAll(without(wording, match)));
        rest = take(
                rest,
                SHALLOW,
                match -> !conditions.isEmpty() || conditions.add(new Condition("", "directly", FileFilter.SHALLOW)));
        rest = take(rest, EMPTY, match -> conditions.add(new Condition("empty", "", "-empty")));
        rest = take(rest, HIDDEN, match -> conditions.add(new Condition("hidden", "", "-name '.*'")));
        rest = take(rest, SIZE, match -> conditions.add(size(match)));
        rest = take(rest, AGE, match -> conditions.add(age(match)));
        return new Found(conditions, rest);
    }

    private static Wording take(Wording wording, Pattern pattern, Predicate<MatchResult> use) {
        return wording.find(pattern)
                .filter(use)
                .map(match -> wording.without(match.start(), match.end()))
                .orElse(wording);
    }

    private static List<Condition> without(Wording wording, MatchResult match) {
        return BETWEEN.splitAsStream(match.group("names"))
                .map(name -> Tokens.trimmed(name))
                .filter(name -> !name.matches("(?i)blank|empty|comments?|subfolders|subdirectories|recursion|lines"))
                .map(name -> not(wording.literal(name)))
                .toList();
    }

    private static Condition not(String name) {
        String kind = Filters.extract(new Wording(name + " files", List.of()))
                .filter()
                .test();
        if (name.matches("(?i)tests?")) {
            return new Condition("", "not counting tests", "! -ipath '*test*'");
        }
        if (!kind.isEmpty() && !name.contains("/")) {
            return new Condition("", "not counting " + name, "! " + kind.strip());
        }
        String path = Shell.quote(name.replaceFirst("^\\./|/$", "")).replaceAll("^'|'$", "");
        return new Condition("", "not counting `" + name + "`", "! -path '*/" + path + "' ! -path '*/" + path + "/*'");
    }

    private static Condition size(MatchResult match) {
        String than = match.group("than").toLowerCase(Locale.ROOT);
        boolean less = than.matches("smaller than|less than|below|under|at most|<");
        int equal = than.startsWith("at ") ? 1 : 0;
        String unit = match.group("unit").toLowerCase(Locale.ROOT);
        long factor = switch (unit.charAt(0)) {
            case 'k' -> 1_000;
            case 'm' -> 1_000_000;
            case 'g' -> 1_000_000_000;
            default -> 1;
        };
        long bytes = (long) (Double.parseDouble(match.group("n")) * factor) + (less ? equal : -equal);
        String said = than.replace(">", "larger than").replace("<", "smaller than");
        String verb = said.endsWith("than") && !said.startsWith("more") && !said.startsWith("less") ? "" : "of ";
        return new Condition(
                "",
                verb + said + " " + match.group("n") + " " + match.group("unit"),
                "-size " + (less ? "-" : "+") + bytes + "c");
    }

    private static Condition age(MatchResult match) {
        if (match.group("today") != null || match.group("week") != null) {
            boolean today = match.group("today") != null;
            return new Condition(
                    "", "changed in the last " + (today ? "24 hours" : "7 days"), "-mtime -" + (today ? 1 : 7));
        }
        String said = match.group("n") == null ? "1" : match.group("n").strip();
        int number = Math.max(1, Counting.number(said));
        String unit = match.group("unit").toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        return new Condition(
                "",
                "changed in the last " + number + " " + unit + (number == 1 ? "" : "s"),
                "-mmin -" + number * MINUTES.getOrDefault(unit, 1));
    }
}
