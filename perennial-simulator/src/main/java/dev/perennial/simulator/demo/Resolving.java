package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks what a named place is before anything is done with it. Where there is no such thing, something by that name in
 * another case, with more words in front, or (for a file) in a folder further down is taken, if there is just one.
 */
final class Resolving {

    private static final Pattern ENTRY =
            Pattern.compile("([a-z-])[rwxsStTl-]{9}\\S*\\s.*?\\s(?=[\"'~./\\p{L}\\p{N}_@+ -])");
    private static final int MOST_SIMILAR = 3;

    /** Something that {@code ls} has seen. */
    private record Seen(String path, Place.Kind kind) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final Workplace workplace;
    private final String request;
    private final Function<Finding, Step> failed;

    Resolving(Workplace workplace, String request, Function<Finding, Step> failed) {
        this.workplace = workplace;
        this.request = request.toLowerCase(Locale.ROOT);
        this.failed = failed;
    }

    Step resolve(Place place, Function<Place, Step> next) {
        if (place.here()) {
            return next.apply(place.seen(".", Place.Kind.FOLDER));
        }
        List<String> names = new ArrayList<>(place.longer());
        names.add(place.path());
        String paths = String.join(" ", names.stream().map(Shell::path).toList());
        return Step.ask(
                "First I look what `" + place.path() + "` is.",
                workplace.tools().shell("ls -ldL " + paths),
                outcome -> names.stream()
                        .flatMap(name -> seen(outcome.text(), name).stream())
                        .findFirst()
                        .map(seen -> next.apply(place.seen(seen.path(), seen.kind())))
                        .orElseGet(() -> search(place, outcome, next)));
    }

    private static Optional<Seen> seen(String list, String name) {
        String shown = name.startsWith("~") ? name.substring(1) : Shell.undashed(name);
        return list.lines()
                .filter(line -> ENTRY.matcher(line).lookingAt() && line.endsWith(shown))
                .map(line -> new Seen(name, line.startsWith("d") ? Place.Kind.FOLDER : Place.Kind.FILE))
                .findFirst();
    }

    private Step search(Place place, Outcome outcome, Function<Place, Step> next) {
        if (outcome.text().contains("ermission denied")) {
            return failed.apply(Finding.failed("I may not look at `" + place.path() + "`: permission denied."));
        }
        String glob = place.name().replaceAll("[^\\p{L}\\p{N}._ -]", "?");
        String script =
                "find . " + Scripts.PRUNE + " -o -iname " + Shell.alwaysQuote("*" + glob + "*") + " -exec ls -ld {} +";
        return Step.ask(
                "There is no `" + place.path() + "` here. Maybe it is called a little differently, or lies deeper.",
                workplace.tools().shell(script),
                similar -> chosen(place, similar(similar.text()), next));
    }

    private static List<Seen> similar(String list) {
        List<Seen> similar = new ArrayList<>();
        list.lines().forEach(line -> {
            Matcher entry = ENTRY.matcher(line);
            int at = line.indexOf(" ./");
            if (entry.lookingAt() && at > 0) {
                String path = line.substring(at + 3).replaceFirst(" -> .*", "");
                similar.add(new Seen(path, line.startsWith("d") ? Place.Kind.FOLDER : Place.Kind.FILE));
            }
        });
        return similar;
    }

    private Step chosen(Place place, List<Seen> similar, Function<Place, Step> next) {
        List<Seen> meant = similar.stream().filter(seen -> meant(place, seen)).toList();
        int longest =
                meant.stream().mapToInt(seen -> seen.name().length()).max().orElse(0);
        List<Seen> best =
                meant.stream().filter(seen -> seen.name().length() == longest).toList();
        return best.size() == 1
                ? next.apply(place.seen(best.getFirst().path(), best.getFirst().kind()))
                : failed.apply(Finding.failed(Missing.of(
                        place,
                        similar.stream().map(Seen::path).limit(MOST_SIMILAR).toList())));
    }

    private boolean meant(Place place, Seen seen) {
        String wanted = place.path().toLowerCase(Locale.ROOT);
        String path = seen.path().toLowerCase(Locale.ROOT);
        boolean sameCaseless = path.equals(wanted);
        boolean moreWords =
                seen.name().contains(" ") && request.contains(seen.name().toLowerCase(Locale.ROOT));
        boolean deeperFile =
                seen.kind() == Place.Kind.FILE && Tokens.looksLikeFile(place.path()) && path.endsWith("/" + wanted);
        return sameCaseless || moreWords || deeperFile;
    }
}
