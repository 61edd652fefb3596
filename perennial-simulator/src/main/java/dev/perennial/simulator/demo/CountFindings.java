package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import dev.perennial.simulator.demo.Intent.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what was counted, as a table and in words. */
final class CountFindings {

    private static final int MOST_ROWS_TO_SAY = 40;

    private CountFindings() {}

    static Finding of(Count count, CountResult result) {
        return switch (result.state()) {
            case FOLDER -> counted(count, result);
            case FILE -> ofFile(count, result);
            case MISSING -> Finding.failed(Missing.of(count.place(), result.notes()));
            case DENIED ->
                Finding.failed("I may not look into `" + count.place().path() + "`: permission denied.");
            case UNREADABLE ->
                Finding.failed("Counting did not work. The shell said: " + String.join("\n", result.notes()));
        };
    }

    private static Finding ofFile(Count count, CountResult result) {
        if (count.metric() == Metric.FILES || count.metric() == Metric.FOLDERS) {
            return Finding.failed("`" + count.place().path() + "` is a file, not a folder.");
        }
        String sentence = "`" + count.place().path() + "` has " + count.metric().of(result.sum()) + ".";
        Table table = new Table(
                title(count, false),
                List.of("File", heading(count)),
                List.of(List.of(count.place().path(), result.sum())),
                List.of(),
                List.of());
        return Finding.of(new Document.TableDocument(table), sentence, sentence);
    }

    private static Finding counted(Count count, CountResult result) {
        Table table = table(count, result);
        String sentence = sentence(count, result) + leftOut(result) + ranking(count, result);
        boolean rows = count.by() != Grouping.TOTAL
                && !(count.top() == 1)
                && !result.rows().isEmpty();
        String answer = !rows ? sentence : sentence + "\n\n" + TableWriter.markdown(shortened(table));
        return Finding.of(new Document.TableDocument(table), sentence, answer.strip());
    }

    private static Table shortened(Table table) {
        if (table.rows().size() <= MOST_ROWS_TO_SAY) {
            return table;
        }
        List<List<Object>> rows = new ArrayList<>(table.rows().subList(0, MOST_ROWS_TO_SAY));
        List<Object> gap = new ArrayList<>(List.of("… " + (table.rows().size() - MOST_ROWS_TO_SAY) + " more"));
        table.headings().stream().skip(1).forEach(heading -> gap.add("…"));
        rows.add(gap);
        return new Table(table.title(), table.headings(), rows, table.total(), table.notes());
    }

    private static Table table(Count count, CountResult result) {
        List<List<Object>> rows = new ArrayList<>();
        if (count.by() == Grouping.TOTAL) {
            boolean onlyFiles = count.metric() == Metric.FILES || count.metric() == Metric.FOLDERS;
            List<String> headings = onlyFiles ? List.of(heading(count)) : List.of("Files", heading(count));
            rows.add(onlyFiles ? List.of(result.sum()) : List.of(result.files(), result.sum()));
            return new Table(title(count, result.folders()), headings, rows, List.of(), notes(result));
        }
        sorted(count, result).forEach(row -> rows.add(List.of(row.name(), row.sum())));
        List<Object> total = count.top() > 0 ? List.of() : List.of("Total", result.sum());
        String first = count.by() == Grouping.MODULE && result.folders() ? "Folder" : count.by().title;
        return new Table(title(count, result.folders()), List.of(first, heading(count)), rows, total, notes(result));
    }

    private static List<CountResult.Row> sorted(Count count, CountResult result) {
        Comparator<CountResult.Row> byName = Comparator.comparing(CountResult.Row::name);
        Comparator<CountResult.Row> bySum = Comparator.comparingLong(CountResult.Row::sum);
        return result.rows().stream()
                .sorted(
                        switch (count.order()) {
                            case NAME -> byName;
                            case MOST_FIRST -> bySum.reversed().thenComparing(byName);
                            case LEAST_FIRST -> bySum.thenComparing(byName);
                        })
                .limit(count.top() > 0 ? count.top() : Long.MAX_VALUE)
                .toList();
    }

    private static String heading(Count count) {
        return capital(count.metric().many);
    }

    private static String title(Count count, boolean folders) {
        String what = count.metric() == Metric.FILES
                ? capital(count.filter().file(2))
                : heading(count) + count.filter().of();
        String per = count.by() == Grouping.TOTAL
                ? ""
                : " per " + (folders ? "folder" : count.by().title.toLowerCase(Locale.ROOT));
        return what + per + (count.place().here() ? "" : " in " + count.place().path());
    }

    private static List<String> notes(CountResult result) {
        String text = (leftOut(result)
                        + (result.groups() > result.rows().size()
                                        && result.rows().size() >= CountScript.PAGE
                                ? " Only the " + result.rows().size() + " largest of " + result.groups()
                                        + " rows are listed."
                                : ""))
                .strip();
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static String leftOut(CountResult result) {
        String skipped = result.skipped().isEmpty()
                ? ""
                : " Left out: "
                        + result.skipped().stream()
                                .sorted()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
        String problems = result.notes().isEmpty()
                ? ""
                : " Not everything could be read: " + String.join("; ", result.notes()) + ".";
        return skipped + problems;
    }

    private static String sentence(Count count, CountResult result) {
        String files = result.files() + " " + count.filter().file(result.files());
        if (count.metric() == Metric.FOLDERS) {
            return "There " + (result.sum() == 1 ? "is " : "are ")
                    + (result.sum() == 0 ? "no folders" : count.metric().of(result.sum()))
                    + count.place().in() + ".";
        }
        if (result.files() == 0) {
            String zero = count.metric() == Metric.FILES ? "" : ", so the total is 0 " + count.metric().many;
            return "There are no " + count.filter().file(2) + count.place().in() + zero + ".";
        }
        if (count.top() == 1 && !result.rows().isEmpty()) {
            return best(count, sorted(count, result).getFirst());
        }
        String what = count.metric() == Metric.FILES ? files : count.metric().of(result.sum()) + " in " + files;
        boolean split = count.by() != Grouping.TOTAL && count.by() != Grouping.FILE;
        String where = count.place().here() && split ? "" : count.place().in();
        String all = what + (split ? ", in " + groups(count, result) : "") + where;
        boolean one = count.metric() == Metric.FILES ? result.files() == 1 : result.sum() == 1;
        return (one ? "There is " : "There are ") + all + deep(count, result) + "."
                + (split ? noModules(count, result) : "") + average(count, result);
    }

    private static String deep(Count count, CountResult result) {
        return count.by() == Grouping.TOTAL
                        && result.files() > 0
                        && !count.filter().shallow()
                ? " (subfolders included)"
                : "";
    }

    private static String average(Count count, CountResult result) {
        boolean useful = count.by() == Grouping.FILE && !count.ofFiles() && result.files() > 1;
        return useful
                ? String.format(Locale.ROOT, " That is %.1f on average.", (double) result.sum() / result.files())
                : "";
    }

    private static String ranking(Count count, CountResult result) {
        boolean several = count.top() > 1 && !result.rows().isEmpty();
        String which = count.order() == Order.LEAST_FIRST ? " smallest:" : " largest:";
        return several ? " The " + Math.min(count.top(), result.rows().size()) + which : "";
    }

    private static String noModules(Count count, CountResult result) {
        return switch (count.by()) {
            case MODULE ->
                result.folders() ? " No folder has a build file, so I took the top-level folders as modules." : "";
            case FOLDER, PACKAGE -> " Each file counts for the folder that holds it.";
            case TOTAL, TOP_FOLDER, EXTENSION, FILE -> "";
        };
    }

    private static String groups(Count count, CountResult result) {
        int number = result.groups()
                - (int) result.rows().stream()
                        .filter(row -> row.name().equals("(root)") && count.by() == Grouping.MODULE)
                        .count();
        String one = result.folders() ? "folder" : count.by().title.toLowerCase(Locale.ROOT);
        return number + " " + (number == 1 ? one : one + "s");
    }

    private static String best(Count count, CountResult.Row row) {
        boolean most = count.order() == Order.MOST_FIRST;
        String word = count.metric() == Metric.LINES && count.by() == Grouping.FILE
                ? most ? "longest" : "shortest"
                : most ? "largest" : "smallest";
        String what = count.by() == Grouping.FILE
                ? count.filter().file(1)
                : count.by().title.toLowerCase(Locale.ROOT);
        String of = count.by() == Grouping.FILE ? "" : count.filter().of();
        return "The " + word + " " + what + count.place().in() + " is `" + row.name() + "` with "
                + count.metric().of(row.sum()) + of + ".";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
