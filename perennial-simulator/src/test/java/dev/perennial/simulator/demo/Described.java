package dev.perennial.simulator.demo;

import java.util.stream.Collectors;

/** A task in one short line, for tables of expectations. */
final class Described {

    private Described() {}

    static String task(Task task) {
        Destination to = task.destination();
        String format = to.format() == Destination.Format.UNSAID ? "" : " as " + to.format();
        return intent(task.intent()) + format + (to.toFile() ? " > " + to.path() : "");
    }

    private static String intent(Intent intent) {
        return switch (intent) {
            case Intent.Count c ->
                "count " + c.metric() + where(c.filter(), c.place()) + " by " + c.by()
                        + (c.order() == Intent.Order.NAME ? "" : " " + c.order())
                        + (c.top() == 0 ? "" : " top " + c.top());
            case Intent.Compare c -> c.counts().stream().map(Described::intent).collect(Collectors.joining(" & "));
            case Intent.Listing l -> (l.tree() ? "tree" : "list") + where(l.filter(), l.place());
            case Intent.Show s -> "show " + s.place().path() + (s.from() == 0 ? "" : " " + s.from() + ".." + s.to());
            case Intent.Summary s -> "summary" + where(s.filter(), s.place());
            case Intent.Search s -> "search <" + s.needle() + ">" + where(s.filter(), s.place());
            case Intent.OfText t -> t.treatment() + " of <" + t.text().replace("\n", "\\n") + ">";
            case Intent.WriteFile w -> "write " + content(w.content());
            case Intent.Append a -> (a.first() ? "prepend <" : "append <") + a.text() + "> " + a.path();
            case Intent.Replace r -> "replace <" + r.before() + "> <" + r.after() + "> " + r.path();
            case Intent.Run r -> "run <" + r.command() + ">";
            case Intent.RunTests r -> "run tests";
            case Intent.Compose c -> compose(c);
            case Intent.Arithmetic a -> "sum " + a.value();
            case Intent.Clock c -> "clock";
            case Intent.SmallTalk t -> "talk " + t.kind();
            case Intent.NameAsked n -> "name " + n.name();
            case Intent.Several s -> s.tasks().stream().map(Described::task).collect(Collectors.joining(" ; "));
            case Intent.KeepAnswer k -> "keep answer";
            case Intent.Unknown u -> "unknown";
        };
    }

    private static String where(FileFilter filter, Place place) {
        return (filter.all() ? "" : " [" + filter.label() + "]") + (place.here() ? "" : " in " + place.path());
    }

    private static String content(Content content) {
        return switch (content) {
            case Content.Given(String text) -> "<" + text.replace("\n", "\\n") + ">";
            case Content.Composed(Intent.Compose wish) -> compose(wish);
            case Content.Checklist(String kind, int items) -> "checklist " + kind + (items == 0 ? "" : " of " + items);
            case Content.Headings(var names) -> "headings " + names;
            case Content.CountingProgram(String extension, int from, int to) ->
                "program " + extension + " counting " + from + ".." + to;
            case Content.Program(String language, String output) -> "program " + language + " <" + output + ">";
            case Content.Numbers(int from, int to) -> "numbers " + from + ".." + to;
        };
    }

    private static String compose(Intent.Compose wish) {
        return wish.form() + (wish.subject().isEmpty() ? "" : " on " + wish.subject()) + " of " + wish.words();
    }
}
