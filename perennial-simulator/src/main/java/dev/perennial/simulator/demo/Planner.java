package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Chooses the plan for a task. */
final class Planner {

    private final Workplace workplace;
    private final String request;

    private final boolean respelling;

    Planner(Workplace workplace, String request) {
        this(workplace, request, false);
    }

    private Planner(Workplace workplace, String request, boolean respelling) {
        this.workplace = workplace;
        this.request = request;
        this.respelling = respelling;
    }

    Step plan(Task task) {
        return plan(task, Step.Say::new);
    }

    private Step plan(Task task, Function<String, Step> then) {
        if (task.intent() instanceof Intent.Several several) {
            Delivery delivery = new Delivery(workplace, task.destination(), then);
            return inTurn(
                    several.tasks(),
                    0,
                    "",
                    task.destination().toFile()
                            ? text -> delivery.deliver(Finding.of(new Document.TextDocument(text), "", text))
                            : then);
        }
        boolean noHands = !workplace.tools().hasShell() && !workplace.tools().hasEditor();
        if (noHands && (needsFiles(task.intent()) || task.destination().toFile())) {
            return withoutHands(task, then);
        }
        return find(
                task.intent(), task.destination().path(), new Delivery(workplace, task.destination(), then)::deliver);
    }

    private Step withoutHands(Task task, Function<String, Step> then) {
        boolean composed = task.intent() instanceof Intent.WriteFile;
        return composed
                ? find(
                        task.intent(),
                        task.destination().path(),
                        finding -> then.apply(Answers.withoutTools() + " This is what the file would hold:\n\n```\n"
                                + finding.document().render(Destination.Format.PLAIN) + "```"))
                : then.apply(Answers.withoutTools());
    }

    private Step inTurn(List<Task> tasks, int at, String soFar, Function<String, Step> then) {
        return at == tasks.size()
                ? then.apply(soFar.strip())
                : plan(tasks.get(at), answer -> inTurn(tasks, at + 1, soFar + "\n\n" + answer, then));
    }

    private static boolean needsFiles(Intent intent) {
        return switch (intent) {
            case Intent.Count c -> true;
            case Intent.Compare c -> true;
            case Intent.Listing l -> true;
            case Intent.Show s -> true;
            case Intent.Summary s -> true;
            case Intent.Search s -> true;
            case Intent.WriteFile w -> true;
            case Intent.Append a -> true;
            case Intent.Replace r -> true;
            case Intent.Run r -> true;
            case Intent.RunTests r -> true;
            case Intent.Clock c -> true;
            case Intent.Several s -> true;
            case Intent.OfText t -> false;
            case Intent.Compose c -> false;
            case Intent.Arithmetic a -> false;
            case Intent.SmallTalk t -> false;
            case Intent.NameAsked n -> false;
            case Intent.KeepAnswer k -> false;
            case Intent.Unknown u -> false;
        };
    }

    private Step find(Intent intent, String path, Function<Finding, Step> then) {
        if (needsFiles(intent)
                && !(intent instanceof Intent.WriteFile)
                && !workplace.tools().hasShell()) {
            return new EditorPlans(workplace, then).plan(intent);
        }
        Resolving places = new Resolving(
                workplace, request, missing -> respelt(intent, path, then).orElseGet(() -> then.apply(missing)));
        return switch (intent) {
            case Intent.Count count ->
                places.resolve(count.place(), place -> CountPlan.plan(count.at(place), workplace, then));
            case Intent.Compare compare -> new ComparePlan(workplace, places, then).plan(compare.counts());
            case Intent.Listing listing ->
                places.resolve(listing.place(), place -> ListPlan.plan(listing.at(place), workplace, then));
            case Intent.Show show ->
                places.resolve(show.place(), place -> ShowPlan.plan(show.at(place), workplace, then));
            case Intent.Summary summary ->
                places.resolve(summary.place(), place -> SummaryPlan.plan(summary.at(place), workplace, then));
            case Intent.Search search ->
                places.resolve(search.place(), place -> SearchPlan.plan(search.at(place), workplace, then));
            case Intent.WriteFile write -> then.apply(Finding.text("", content(write.content(), path)));
            case Intent.Append append -> EditPlan.append(append, workplace, then);
            case Intent.Replace replace -> EditPlan.replace(replace, workplace, then);
            case Intent.Run run -> RunPlan.plan(run.command(), workplace, then);
            case Intent.RunTests r -> RunPlan.tests(workplace, then);
            case Intent.Clock c -> RunPlan.clock(workplace, then);
            case Intent.Compose compose -> then.apply(said(Prose.write(compose, workplace.seed())));
            case Intent.Arithmetic sum ->
                then.apply(Finding.text(Answers.sum(sum), sum.value()).withAnswer(Answers.sum(sum)));
            case Intent.OfText text -> then.apply(GivenText.treat(text));
            case Intent.KeepAnswer kept -> then.apply(Finding.text("", kept.answer()));
            case Intent.NameAsked asked -> new Step.Say(Answers.name(asked.name()));
            case Intent.SmallTalk talk -> new Step.Say(Answers.talk(talk.kind()));
            case Intent.Several several -> inTurn(several.tasks(), 0, "", Step.Say::new);
            case Intent.Unknown unknown -> unknown(unknown);
        };
    }

    /** What names nothing here may be a slip of the keyboard: "the lines of jvaa". */
    private Optional<Step> respelt(Intent intent, String path, Function<Finding, Step> then) {
        Wording wording = IntentParser.polite(Wording.of(request));
        Wording mended = Spelling.mended(wording);
        if (respelling || mended.equals(wording)) {
            return Optional.empty();
        }
        Intent meant = IntentParser.sequence(mended).intent();
        return meant.getClass().equals(intent.getClass()) && !meant.equals(intent)
                ? Optional.of(new Planner(workplace, request, true).find(meant, path, then))
                : Optional.empty();
    }

    private Step unknown(Intent.Unknown unknown) {
        return CustomPlan.match(workplace.tools(), request)
                .map(tool -> CustomPlan.plan(tool, request))
                .orElseGet(() -> new Step.Say(Answers.unknown(unknown.why())));
    }

    private static Finding said(String text) {
        return Finding.text("", text).withAnswer(text);
    }

    private String content(Content content, String path) {
        return switch (content) {
            case Content.Given(String text) -> text;
            case Content.Composed(Intent.Compose wish) -> Prose.write(wish, workplace.seed());
            case Content.Checklist(String kind, int items) -> Lists.of(kind, items);
            case Content.Headings(var names) -> "# " + String.join("\n\n# ", names);
            case Content.CountingProgram(String extension, int from, int to) -> Programs.counting(extension, from, to);
            case Content.Program program -> Programs.text(program.language(), path, program.output());
            case Content.Numbers(int from, int to) ->
                IntStream.rangeClosed(0, Math.min(Math.abs(to - from), 100_000))
                        .map(i -> from <= to ? from + i : from - i)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining("\n"));
        };
    }
}
