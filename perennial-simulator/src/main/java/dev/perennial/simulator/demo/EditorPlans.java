package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What can be done with an editor alone: it sees two levels of folders and no hidden files, one file at a time. */
final class EditorPlans {

    private static final int MOST_FILES = 40;
    private static final String LIMIT =
            " I only have an editor, which shows two levels of folders and no hidden files.";

    private final Workplace workplace;
    private final Function<Finding, Step> then;

    EditorPlans(Workplace workplace, Function<Finding, Step> then) {
        this.workplace = workplace;
        this.then = then;
    }

    Step plan(Intent intent) {
        return switch (intent) {
            case Count count
            when count.by() != Grouping.MODULE
                    && count.metric() != Metric.BYTES
                    && count.metric() != Metric.FOLDERS
                    && count.filter().conditions().isEmpty() ->
                look(count.place(), (path, view) -> count(count, path, view));
            case Intent.Listing listing -> look(listing.place(), (path, view) -> then.apply(list(listing, path, view)));
            case Intent.Show show -> look(show.place(), (path, view) -> then.apply(show(show, path, view)));
            case Intent.Summary summary ->
                look(summary.place(), (path, view) -> then.apply(summary(summary, path, view)));
            case Intent.Append append ->
                look(new Place(append.path(), true), (path, view) -> append(append, path, view));
            case Intent.Replace replace ->
                look(new Place(replace.path(), true), (path, view) -> replace(replace, path, view));
            default ->
                then.apply(
                        Finding.failed(
                                "That needs a shell, and only a text editor was offered to me. I can show, list, write and change files with it."));
        };
    }

    private Step look(Place place, BiFunction<String, String, Step> next) {
        Optional<String> path = workplace.absolute(place.path());
        if (path.isEmpty()) {
            return then.apply(
                    Finding.failed(
                            "The editor needs an absolute path and I do not know the working folder. Ask again with the whole path."));
        }
        return Step.ask(
                "There is no shell, only an editor. I view `" + place.path() + "` with it.",
                workplace.tools().view(path.get()),
                outcome -> outcome.failed()
                        ? then.apply(Finding.failed(
                                outcome.text().contains("not exist")
                                        ? Missing.of(place, List.of())
                                        : "Viewing `" + place.path() + "` failed: "
                                                + outcome.text().strip()))
                        : next.apply(path.get(), outcome.text()));
    }

    private Step count(Count count, String path, String view) {
        if (EditorText.file(view)) {
            long sum = amount(count.metric(), EditorText.lines(view));
            return then.apply(CountFindings.of(
                    count, new CountResult(CountResult.State.FILE, 1, sum, 0, false, List.of(), List.of(), List.of())));
        }
        List<String> files = files(EditorText.paths(view, path), count.filter());
        List<Call> calls = files.stream()
                .limit(MOST_FILES)
                .map(file -> workplace.tools().view(path + "/" + file))
                .toList();
        if (count.metric() == Metric.FILES || files.isEmpty()) {
            return then.apply(limited(CountFindings.of(
                    count, result(count, files, files.stream().map(file -> 1L).toList()))));
        }
        return new Step.Ask(
                "I view the " + files.size() + " " + count.filter().file(files.size()) + " and count.",
                calls,
                outcomes -> then.apply(limited(CountFindings.of(
                        count,
                        result(
                                count,
                                files.subList(0, calls.size()),
                                outcomes.stream()
                                        .map(outcome -> amount(count.metric(), EditorText.lines(outcome.text())))
                                        .toList())))));
    }

    private static CountResult result(Count count, List<String> files, List<Long> amounts) {
        List<CountResult.Row> rows = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String name = switch (count.by()) {
                case FILE, TOTAL -> files.get(i);
                case EXTENSION -> files.get(i).replaceFirst("^.*\\.", "");
                case MODULE, TOP_FOLDER, FOLDER, PACKAGE ->
                    files.get(i).contains("/") ? files.get(i).replaceFirst("/[^/]*$", "") : "(root)";
            };
            Optional<CountResult.Row> same =
                    rows.stream().filter(row -> row.name().equals(name)).findFirst();
            same.ifPresent(rows::remove);
            rows.add(new CountResult.Row(
                    name,
                    amounts.get(i) + same.map(CountResult.Row::sum).orElse(0L),
                    1 + same.map(CountResult.Row::files).orElse(0L)));
        }
        long sum = amounts.stream().mapToLong(Long::longValue).sum();
        return new CountResult(
                CountResult.State.FOLDER, files.size(), sum, rows.size(), false, rows, List.of(), List.of());
    }

    private static Finding limited(Finding finding) {
        return new Finding(finding.found(), finding.document(), finding.sentence() + LIMIT, finding.answer() + LIMIT);
    }

    private static long amount(Metric metric, List<String> lines) {
        return switch (metric) {
            case LINES -> lines.size();
            case FILLED_LINES -> lines.stream().filter(line -> !line.isBlank()).count();
            case WORDS ->
                lines.stream()
                        .mapToLong(line -> line.isBlank() ? 0 : line.strip().split("\\s+").length)
                        .sum();
            case CHARACTERS, BYTES ->
                lines.stream().mapToLong(line -> line.length() + 1).sum();
            case FILES, FOLDERS -> 1;
        };
    }

    /** The entries that are files: those that nothing lies below and that fit the filter. */
    private static List<String> files(List<String> paths, FileFilter filter) {
        List<PathMatcher> matchers = filter.globs().stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + "/")))
                .filter(path -> filter.all()
                        ? path.matches(".*\\.[^/.]+$")
                        : matchers.stream()
                                .anyMatch(m -> m.matches(Path.of(path).getFileName())))
                .toList();
    }

    private static Finding list(Intent.Listing listing, String path, String view) {
        List<String> paths = EditorText.paths(view, path);
        List<String> shown = listing.filter().all() ? paths : files(paths, listing.filter());
        String sentence = shown.isEmpty()
                ? "I see no " + listing.filter().file(2) + listing.place().in() + "."
                : "I see " + shown.size()
                        + (listing.filter().all()
                                ? " entries"
                                : " " + listing.filter().file(shown.size()))
                        + listing.place().in() + ".";
        String names = String.join("\n", shown);
        return Finding.of(
                new Document.TextDocument(names),
                sentence + LIMIT,
                sentence + LIMIT + (shown.isEmpty() ? "" : "\n\n```\n" + names + "\n```"));
    }

    private static Finding show(Intent.Show show, String path, String view) {
        if (!EditorText.file(view)) {
            return list(new Intent.Listing(FileFilter.ALL, show.place(), false), path, view);
        }
        List<String> lines = EditorText.lines(view);
        int from = show.from() < 0 ? Math.max(0, lines.size() + show.from()) : Math.max(0, show.from() - 1);
        int to = show.to() > 0 ? Math.min(show.to(), lines.size()) : lines.size();
        return ShowPlan.finding(show, String.join("\n", lines.subList(Math.min(from, to), to)), lines.size());
    }

    private static Finding summary(Intent.Summary summary, String path, String view) {
        if (!EditorText.file(view)) {
            return list(new Intent.Listing(summary.filter(), summary.place(), true), path, view);
        }
        String content = String.join("\n", EditorText.lines(view));
        long bytes = content.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1L;
        String text = Summariser.describe(
                summary.place().path(),
                new SummaryPlan.Part(
                        summary.place().path(),
                        content.lines().count(),
                        amount(Metric.WORDS, content.lines().toList()),
                        bytes,
                        content),
                Integer.MAX_VALUE,
                summary.length());
        return Finding.of(new Document.TextDocument(text), "", text);
    }

    private Step append(Intent.Append append, String path, String view) {
        int line = append.first() ? 0 : EditorText.lines(view).size();
        String text = append.text() + "\n";
        return Step.ask(
                "I insert the text after line " + line + ".",
                workplace.tools().insert(path, line, text),
                outcome -> then.apply(
                        outcome.failed()
                                ? Finding.failed("Adding to `" + append.path() + "` failed: "
                                        + outcome.text().strip())
                                : Finding.text(
                                        "I added \"" + append.text() + "\" at the " + (append.first() ? "top" : "end")
                                                + " of `" + append.path() + "`.",
                                        "")));
    }

    private Step replace(Intent.Replace replace, String path, String view) {
        if (!String.join("\n", EditorText.lines(view)).contains(replace.before())) {
            return then.apply(Finding.failed(
                    "`" + replace.path() + "` does not contain \"" + replace.before() + "\", so I changed nothing."));
        }
        return Step.ask(
                "The text is there. I replace it.",
                workplace.tools().replace(path, replace.before(), replace.after()),
                outcome -> then.apply(
                        outcome.failed()
                                ? Finding.failed("The editor did not replace it: "
                                        + outcome.text().strip())
                                : Finding.text(
                                        "I replaced \"" + replace.before() + "\" by \"" + replace.after() + "\" in `"
                                                + replace.path() + "`.",
                                        "")));
    }
}
