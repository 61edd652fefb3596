package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the same in several places, one after the other, and puts the numbers side by side. */
final class ComparePlan {

    private record Counted(Count count, CountResult result) {}

    private final Workplace workplace;
    private final Resolving places;
    private final Function<Finding, Step> then;

    ComparePlan(Workplace workplace, Resolving places, Function<Finding, Step> then) {
        this.workplace = workplace;
        this.places = places;
        this.then = then;
    }

    Step plan(List<Count> counts) {
        return next(counts, List.of());
    }

    private Step next(List<Count> counts, List<Counted> done) {
        if (done.size() == counts.size()) {
            return then.apply(finding(done));
        }
        Count count = counts.get(done.size());
        return places.resolve(count.place(), place -> {
            Count seen = count.at(place);
            return CountPlan.count(seen, workplace, result -> {
                List<Counted> more = new ArrayList<>(done);
                more.add(new Counted(seen, result));
                return readable(result) ? next(counts, more) : then.apply(CountFindings.of(seen, result));
            });
        });
    }

    private static boolean readable(CountResult result) {
        return result.state() == CountResult.State.FILE || result.state() == CountResult.State.FOLDER;
    }

    private static Finding finding(List<Counted> done) {
        Count first = done.getFirst().count();
        long total = done.stream().mapToLong(one -> one.result().sum()).sum();
        String sentence = Prose.capital(done.stream().map(ComparePlan::said).collect(Collectors.joining(", ")))
                + ": that is " + first.metric().of(total) + first.filter().of() + " altogether.";
        List<List<Object>> rows = done.stream()
                .map(one ->
                        List.<Object>of(one.count().place().path(), one.result().sum()))
                .toList();
        String heading = Prose.capital(first.metric().many);
        Table table = new Table(
                heading + first.filter().of(), List.of("Place", heading), rows, List.of("Total", total), List.of());
        return Finding.of(new Document.TableDocument(table), sentence, sentence);
    }

    private static String said(Counted one) {
        return "`" + one.count().place().path() + "` has "
                + one.count().metric().of(one.result().sum());
    }
}
