package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists what is in a folder: its entries, all files of a kind below it, or the tree. */
final class ListPlan {

    private static final int MOST_LINES = 400;

    private ListPlan() {}

    static Step plan(Listing listing, Workplace workplace, Function<Finding, Step> then) {
        if (listing.place().file()) {
            return ofFile(listing, workplace, then);
        }
        boolean deep = listing.tree() || !listing.filter().all();
        String command =
                deep ? below(listing) + " | sort | head -n " + MOST_LINES : "ls -Ap " + Find.root(listing.place());
        return Step.ask(thought(listing), workplace.tools().shell(command), outcome -> {
            List<String> lines = Find.lines(outcome);
            return deep && lines.size() >= MOST_LINES
                    ? counted(listing, lines, workplace, then)
                    : then.apply(finding(listing, outcome, lines));
        });
    }

    private static Step ofFile(Listing listing, Workplace workplace, Function<Finding, Step> then) {
        String path = listing.place().path();
        return Step.ask(
                "`" + path + "` is a file. I look how large and how old it is.",
                workplace.tools().shell("ls -l " + Shell.path(path)),
                outcome -> then.apply(Finding.of(
                        new Document.TextDocument(outcome.text().strip()),
                        "`" + path + "` is a file, not a folder.",
                        "`" + path + "` is a file:\n\n```\n" + outcome.text().strip() + "\n```")));
    }

    private static String below(Listing listing) {
        return listing.filter().all()
                ? Find.below(listing.place(), "-o \\( -type d -exec printf '%s/\\n' {} + -o -print \\)")
                : Find.files(listing.place(), listing.filter(), "", "-print");
    }

    private static Step counted(
            Listing listing, List<String> lines, Workplace workplace, Function<Finding, Step> then) {
        return Step.ask(
                "There are more than I can show. At least I find out how many.",
                workplace.tools().shell(below(listing) + " | wc -l"),
                outcome -> {
                    long all = Tally.ofFile(outcome).orElse((long) lines.size());
                    return then.apply(listed(listing, lines, (int) all - lines.size()));
                });
    }

    private static String thought(Listing listing) {
        return "The user wants to see "
                + (listing.filter().all()
                        ? listing.tree() ? "the tree of files" : "what is"
                        : "all " + listing.filter().file(2))
                + listing.place().in() + ". I look.";
    }

    private static Finding finding(Listing listing, Outcome outcome, List<String> lines) {
        return outcome.failed()
                ? Finding.failed("Listing did not work: " + outcome.text().strip())
                : listed(listing, lines, 0);
    }

    private static Finding listed(Listing listing, List<String> lines, int more) {
        List<String> names = lines.stream()
                .map(line -> Find.relative(listing.place(), line))
                .filter(name -> !name.isEmpty() && !name.equals("./"))
                .sorted()
                .toList();
        if (names.isEmpty()) {
            String none = listing.filter().all()
                    ? "The folder"
                            + (listing.place().here()
                                    ? ""
                                    : " `" + listing.place().path() + "`") + " is empty."
                    : "There are no " + listing.filter().file(2)
                            + listing.place().in() + ".";
            return Finding.text(none, "");
        }
        String body = listing.tree() && listing.filter().all() ? tree(names) : String.join("\n", names);
        String sentence = sentence(listing, names, names.size() + more)
                + (more > 0 ? " The first " + names.size() + " are shown." : "");
        return Finding.of(new Document.TextDocument(body + "\n"), sentence, sentence + "\n\n```\n" + body + "\n```");
    }

    private static String sentence(Listing listing, List<String> names, int count) {
        if (!listing.filter().all()) {
            return "There " + (count == 1 ? "is " : "are ") + count + " "
                    + listing.filter().file(count) + listing.place().in() + ":";
        }
        long folders = names.stream().filter(name -> name.endsWith("/")).count();
        if (listing.tree()) {
            return "The tree" + listing.place().in() + " has " + count + (count == 1 ? " entry:" : " entries:");
        }
        long files = count - folders;
        return capital(listing.place().in().strip()) + " there " + (files + folders == 1 ? "is " : "are ")
                + entries(folders, files) + ":";
    }

    private static String entries(long folders, long files) {
        return folders == 0
                ? Intent.Metric.FILES.of(files)
                : Intent.Metric.FOLDERS.of(folders) + (files == 0 ? "" : " and " + Intent.Metric.FILES.of(files));
    }

    private static String capital(String text) {
        return "I" + text.substring(1);
    }

    private static String tree(List<String> paths) {
        return paths.stream()
                .sorted(Comparator.comparing(path -> path.replace('/', '\0')))
                .map(path -> "  ".repeat(depth(path)) + path.substring(path.lastIndexOf('/', path.length() - 2) + 1))
                .collect(Collectors.joining("\n"));
    }

    private static int depth(String path) {
        return (int) Tokens.trimmedPath(path).chars().filter(c -> c == '/').count();
    }
}
