package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fills in what a follow-up leaves out ("now the same for Python", "save that to b.md") from the request before it. */
final class FollowUps {

    private static final Pattern SAME = Tokens.words(
            "same|again|likewise|similarly|also|too|repeat|what about|how about|and|instead|as well|this time|ditto|now|das gleiche|la même chose|lo mismo|only|just|but|try|redo|do it|sort(?:ed)? (?:it|them|that)?|it|that|them|those|show");
    private static final Pattern BACK = Tokens.words(
            "it|that|this|them|those|these|result|results|answer|output|table|report|list|everything|the same|summary|numbers|text|story|poem");

    private FollowUps() {}

    static Task complete(Wording wording, Task task, List<String> earlier, String lastAnswer) {
        boolean loose = task.intent() instanceof Intent.Unknown || emptyFile(task) || bareFollowUp(wording, task);
        if (!loose || earlier.isEmpty() || wording.text().split("\\s+").length > 14) {
            return task;
        }
        Task before = IntentParser.parse(earlier.getLast(), earlier.subList(0, earlier.size() - 1), "");
        if (task.destination().toFile() && wording.has(BACK)) {
            return new Task(keep(before.intent(), lastAnswer), task.destination());
        }
        return wording.has(SAME) || wording.text().split("\\s+").length <= 4
                ? changed(wording, before)
                        .map(intent -> new Task(intent, destination(task, wording)))
                        .orElse(task)
                : task;
    }

    private static boolean emptyFile(Task task) {
        return task.intent() instanceof Intent.WriteFile(Content.Given(String text)) && text.isEmpty();
    }

    /** "And for Kotlin?" may read like a wish of its own, but has no verb of its own. */
    private static boolean bareFollowUp(Wording wording, Task task) {
        boolean weak = task.intent() instanceof Intent.Listing
                || task.intent() instanceof Intent.Summary
                || task.intent() instanceof Intent.Count
                || task.intent() instanceof Intent.Show;
        return weak
                && wording.text()
                        .matches(
                                "(?is)(?:(?:now|and|then|also)\\s+)*(?:do\\s+|repeat\\s+)?(?:the\\s+same|again|and\\b|what about|how about|likewise|same|only|just|for|in|but|as|per|by|sort|with)\\b.*")
                && !wording.has(Tokens.words("count|how many|list the|list|summari[sz]e|run|which"));
    }

    private static Destination destination(Task task, Wording wording) {
        return task.destination().toFile() || task.destination().format() != Destination.Format.UNSAID
                ? task.destination()
                : Destinations.extract(wording).destination();
    }

    private static Intent keep(Intent before, String lastAnswer) {
        boolean retold = before instanceof Intent.Count
                || before instanceof Intent.Compare
                || before instanceof Intent.Listing
                || before instanceof Intent.Search
                || before instanceof Intent.Summary
                || before instanceof Intent.Run;
        return retold
                ? before
                : before instanceof Intent.Compose compose
                        ? new Intent.WriteFile(new Content.Composed(compose))
                        : lastAnswer.isBlank() ? before : new Intent.KeepAnswer(lastAnswer);
    }

    private static Optional<Intent> changed(Wording wording, Task before) {
        Wording words = Destinations.extract(Counting.withoutOrder(wording)).rest();
        Counting.Group group = Counting.group(words);
        Filters.Found filter = Filters.extract(group.rest());
        Place place = Places.of(filter.rest());
        return switch (before.intent()) {
            case Intent.Count count ->
                Optional.of(new Intent.Count(
                        Counting.metric(filter.rest())
                                .filter(m -> m != Intent.Metric.FILES || wording.has(Tokens.words("files")))
                                .filter(m -> filter.filter().all())
                                .orElse(count.metric()),
                        either(filter.filter(), count.filter()),
                        either(place, count.place()),
                        group.by() == Intent.Grouping.TOTAL ? count.by() : group.by(),
                        Counting.order(wording) == Intent.Order.NAME ? count.order() : Counting.order(wording),
                        count.top()));
            case Intent.Compare c -> changed(wording, Task.of(c.counts().getFirst()));
            case Intent.Listing l ->
                Optional.of(
                        new Intent.Listing(either(filter.filter(), l.filter()), either(place, l.place()), l.tree()));
            case Intent.Summary s ->
                Optional.of(
                        new Intent.Summary(either(filter.filter(), s.filter()), either(place, s.place()), s.length()));
            case Intent.Search s ->
                Optional.of(new Intent.Search(
                        wording.remaining().isEmpty()
                                ? s.needle()
                                : wording.remaining().getFirst().text(),
                        either(filter.filter(), s.filter()),
                        either(place, s.place()),
                        s.namesOnly()));
            case Intent.Show s ->
                place.named() ? Optional.of(new Intent.Show(place, s.from(), s.to())) : Optional.empty();
            case Intent.Run r ->
                wording.has(Tokens.words("again|repeat|same|once more")) ? Optional.of(r) : Optional.empty();
            case Intent.Compose c -> Composing.parse(wording).or(() -> Optional.of(c));
            case Intent.OfText t -> Optional.empty();
            case Intent.WriteFile w -> Optional.empty();
            case Intent.Append a -> Optional.empty();
            case Intent.Replace r -> Optional.empty();
            case Intent.RunTests r -> Optional.of(r);
            case Intent.Arithmetic a -> Optional.empty();
            case Intent.Clock c -> Optional.of(c);
            case Intent.SmallTalk t -> Optional.empty();
            case Intent.NameAsked n -> Optional.empty();
            case Intent.Several s ->
                s.tasks().isEmpty()
                        ? Optional.empty()
                        : changed(wording, s.tasks().getLast());
            case Intent.KeepAnswer k -> Optional.empty();
            case Intent.Unknown u -> Optional.empty();
        };
    }

    private static FileFilter either(FileFilter now, FileFilter before) {
        return now.all() ? before : now;
    }

    private static Place either(Place now, Place before) {
        return now.named() ? now : before;
    }
}
