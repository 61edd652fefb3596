package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Counts by one script, or several where the result has many rows. */
final class CountPlan {

    private static final int MOST_PAGES = 9;

    private CountPlan() {}

    static Step plan(Count count, Workplace workplace, Function<Finding, Step> then) {
        return count(count, workplace, result -> then.apply(CountFindings.of(count, result)));
    }

    static Step count(Count count, Workplace workplace, Function<CountResult, Step> said) {
        if (count.place().file()) {
            return ofFile(count, workplace, said);
        }
        return count.by() == Grouping.MODULE
                ? modules(count, workplace, said)
                : Step.ask(
                        thought(count),
                        workplace.tools().shell(command(count)),
                        outcome -> added(count, workplace, outcome, Set.of(), false, said));
    }

    private static String command(Count count) {
        return count.metric() == Metric.FOLDERS ? CountCommand.folders(count) : CountCommand.files(count);
    }

    private static Step ofFile(Count count, Workplace workplace, Function<CountResult, Step> said) {
        return Step.ask(
                "`" + count.place().path() + "` is a file, so I count its " + count.metric().many + ".",
                workplace.tools().shell(CountCommand.ofFile(count)),
                outcome -> said.apply(Tally.ofFile(outcome)
                        .map(CountResult::ofFile)
                        .orElseGet(() -> CountResult.unreadable(outcome))));
    }

    private static Step modules(Count count, Workplace workplace, Function<CountResult, Step> said) {
        List<Call> calls = List.of(
                workplace.tools().shell(CountCommand.buildFiles(count.place())),
                workplace.tools().shell(command(count)));
        return new Step.Ask(thought(count), calls, outcomes -> {
            Set<String> modules = Tally.modules(count.place(), outcomes.getFirst());
            return modules.isEmpty()
                    ? topFolders(count, workplace, outcomes.getLast(), said)
                    : added(count, workplace, outcomes.getLast(), modules, false, said);
        });
    }

    private static Step topFolders(Count count, Workplace workplace, Outcome files, Function<CountResult, Step> said) {
        return Step.ask(
                "No folder has a build file of its own. Then the top-level folders have to stand for the modules.",
                workplace.tools().shell(CountCommand.topFolders(count.place())),
                outcome -> {
                    Set<String> folders = new HashSet<>(Tally.paths(count.place(), outcome));
                    Scripts.SKIPPED.forEach(folders::remove);
                    return added(count, workplace, files, folders, true, said);
                });
    }

    private static Step added(
            Count count,
            Workplace workplace,
            Outcome outcome,
            Set<String> modules,
            boolean folders,
            Function<CountResult, Step> said) {
        return Tally.of(count, outcome, modules, folders).map(said).orElseGet(() -> byScript(count, workplace, said));
    }

    private static Step byScript(Count count, Workplace workplace, Function<CountResult, Step> said) {
        return Step.ask(
                "That output is too long, or has names or messages in it that are hard to add up by hand. I let awk do it.",
                workplace.tools().shell(CountScript.of(count, 0)),
                outcome -> {
                    CountResult result = CountResult.parse(List.of(outcome));
                    boolean more =
                            count.top() == 0 && result.groups() > CountScript.PAGE && count.by() != Grouping.TOTAL;
                    return more ? morePages(count, workplace, outcome, result, said) : said.apply(result);
                });
    }

    private static Step morePages(
            Count count, Workplace workplace, Outcome first, CountResult result, Function<CountResult, Step> said) {
        List<Call> calls = new ArrayList<>();
        for (int page = 1; page * CountScript.PAGE < result.groups() && page < MOST_PAGES; page++) {
            calls.add(workplace.tools().shell(CountScript.of(count, page)));
        }
        return new Step.Ask(
                "There are " + result.groups() + " rows, more than fit into one result. I fetch the others.",
                calls,
                outcomes -> {
                    List<Outcome> all = new ArrayList<>(List.of(first));
                    all.addAll(outcomes);
                    return said.apply(CountResult.parse(all));
                });
    }

    private static String thought(Count count) {
        String files = count.filter().file(2) + count.place().in();
        String what = switch (count.metric()) {
            case FILES -> "I look for all " + files + " and count them.";
            case FOLDERS -> "I look for all folders" + count.place().in() + " and count them.";
            case LINES, FILLED_LINES, WORDS, CHARACTERS, BYTES ->
                "I count the " + count.metric().many + " of all " + files + ".";
        };
        String how = switch (count.by()) {
            case TOTAL -> "";
            case MODULE ->
                " A module is a folder with a build file, and each file belongs to the deepest module around it.";
            case TOP_FOLDER, FOLDER, PACKAGE -> " Then I add them up per folder.";
            case EXTENSION -> " Then I add them up per extension.";
            case FILE ->
                count.top() > 0 ? " Then I pick " + (count.top() == 1 ? "one." : "the first " + count.top() + ".") : "";
        };
        return what + how + (count.by() == Grouping.TOTAL ? " Built and fetched files stay out." : "");
    }
}
