package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import dev.perennial.simulator.demo.Intent.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands wishes to count, measure and compare: what, of which files, where, split how, in which order. */
final class Counting {

    private static final Pattern CUE = Tokens.words(
            "count\\w*|recount|how many|how much|how long|how big|how large|numbers? of|totals?|tally|sum|amount of|add up|statistics|stats|zähl\\w*|wie\\s*viele?|anzahl|compte\\w*|combien|nombre de|cuent\\w*|cu[aá]nt[oa]s|número de|measure|calculate|compute|determine|work out|loc|sloc|(?:line|word|file|character|byte)s?[- ]counts?|figure out|wc|lines of code|breakdown|sizes?|distribution");
    private static final Pattern LINES = Tokens.words(
            "wc -l|lines?|loc|sloc|line[- ]?counts?|linecounts?|zeilen|lignes|l[ií]neas|newlines|how long|longest|shortest|length|rows");
    private static final Pattern FILLED = Tokens.words(
            "(?:non[- ]?(?:blank|empty)|filled)\\s+(?:lines?|rows)|lines?\\b.{0,60}\\b(?:non[- ]?(?:blank|empty)|(?:not|without|excluding|ignoring|except|skipping)\\s+(?:the\\s+|counting\\s+)?(?:blank|empty)(?:\\s+(?:lines?|ones))?)");
    private static final Pattern PLURAL_COUNTS = Tokens.words(
            "(?:line|word|byte|character)[- ]counts|(?:have|has|are|is|in) each|each (?:have|has|one)|for each|individually|one by one|separately");
    private static final Pattern AVERAGE = Tokens.words("average|mean|avg|on average|durchschnittlich\\w*");
    private static final Pattern TERSE_METRIC =
            Tokens.words("lines?|loc|sloc|words?|characters|bytes|zeilen|wörter|size");
    private static final Pattern WORK = Tokens.words(
            "write|create|make|add|append|insert|replace|show|print|read|display|run|summari[sz]e|tell|explain|story|poem|text|first|last|save|list|find|search|say|says|about|contain\\w*|generate|put");
    private static final Pattern ABOUT_FILES = Tokens.words(
            "files?|folders?|director(?:y|ies)|subfolders|dirs?|modules?|packages?|classes|scripts?|documents?|docs|logs?|code|here|project|repo|repository|codebase|everything|all|dateien|ordner|fichiers|archivos|sources?|extensions?|tests?");
    private static final Pattern FILES_AND_FOLDERS =
            Tokens.words("files and (?:sub)?(?:folders|directories)|(?:sub)?(?:folders|directories) and files");
    private static final Pattern LISTING = Tokens.words("list|show|ls|display|print|sort|order|rank|liste|zeige?");
    private static final Pattern WORDS = Tokens.words("words?|word[- ]?counts?|wörter|mots|palabras");
    private static final Pattern CHARACTERS = Tokens.words("characters?|chars?|letters|zeichen|caractères|caracteres");
    private static final Pattern BYTES = Tokens.words(
            "bytes?|sizes?|how (?:big|large)|biggest|largest|smallest|heaviest|disk (?:usage|space)|kilobytes|kb|mb");
    private static final Pattern FOLDERS =
            Tokens.words("(?:folders|directories|subfolders|subdirectories|dirs)(?!\\s+with)");
    private static final Pattern FILES = Tokens.words(
            "files?|dateien|fichiers|archivos|classes|scripts|documents|modules?|packages|tests|file[- ]counts?");
    private static final Pattern SUPERLATIVE = Tokens.words(
            "(?:(?:which|what|find|show|list|name|tell|give|get|identify|print|display|where|the|top|\\d+)\\b.*?\\b|^)(?<word>biggest|largest|longest|heaviest|most|highest|smallest|shortest|fewest|least|lowest)");
    private static final Pattern TOP = Tokens.words(
            "top\\s+(?<a>\\d+|two|three|five|ten)|(?<b>\\d+|two|three|four|five|ten|twenty)\\s+(?:\\w+\\s+)?(?:biggest|largest|longest|smallest|shortest|heaviest)");
    private static final Pattern DESCENDING = Tokens.words(
            "(?:biggest|largest|longest|most|highest|big|large)(?:\\s+(?:ones?|files?|modules?|lines|count))?\\s+(?:first|at the top|on top)|descending|desc|(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)\\s+by\\s+(?:the\\s+)?(?:number|count|size|lines?|total|amount|length|words)(?:\\s+of\\s+\\w+)?|from (?:most|largest|biggest) to (?:least|smallest)");
    private static final Pattern ASCENDING = Tokens.words(
            "(?:smallest|shortest|fewest|least)\\s+first|ascending|asc|from (?:smallest|least) to (?:largest|most|biggest)");
    private static final Pattern BY_NAME = Tokens.words(
            "(?:sort(?:ed)?|order(?:ed)?)\\s+by\\s+name|alphabetical(?:ly)?|in alphabetical order|by name");
    private static final Pattern GROUP = Pattern.compile(
            "\\b(?:(?<all>(?:for|in|of|across|over|from)\\s+(?:all|both|the)(?:\\s+of)?(?:\\s+(?:the|my|our))?|all(?:\\s+(?:the|my|our))?)|(?<each>(?:(?:for|in|of|from|inside|within|on|across)\\s+)?(?:each|every)(?:\\s+(?:one\\s+)?of\\s+the)?|per|by|group(?:ed)?\\s+by|broken\\s+down\\s+by|split\\s+by|separately\\s+for(?:\\s+(?:each|the))?|the\\s+(?:individual|single|various)|(?:for\\s+)?individual|pro|je|für\\s+jede[sn]?|in\\s+jede[mnr]?|jede[snmr]?|par|(?:pour|dans)\\s+chaque|chaque|por|(?:por|en|de)\\s+cada|cada|which|what|between|among|compare))"
                    + "[- ]+(?<middle>(?:(?!and\\b|the\\b|in\\b|of\\b|is\\b|are\\b|me\\b|many\\b)[\\p{L}\\d.*+#-]+[- ]+){0,2}?)(?<noun>modules?|sub-?modules?|sub-?projects?|projects?|módulos?|modul|module[ns]?|packages?|folders?|ordner|dossiers?|carpetas?|director(?:y|ies)|dirs?|subfolders?|subdirector(?:y|ies)|files?(?!\\s+(?:type|extension|ending|suffix|kind))|datei|fichier|archivo|(?:file\\s?)?(?:extensions?|types?|suffix(?:es)?|endings?)|languages?)(?![\\p{L}\\p{N}])(?!\\s+(?:"
                    + Tokens.PATH + "|⟦))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_COUNTS = Tokens.words(
            "with\\s+(?:their|the|its|the respective)\\s+(?:line|word|byte|character|number|size|length|file)s?(?:\\s+(?:of\\s+)?(?:counts?|lines|words|bytes))?|and\\s+(?:their|its)\\s+(?:sizes?|lengths?|line counts?|lines)");
    private static final Pattern MODULES = Tokens.words(
            "(?:list|show|name|which|what|how many|count)\\s+(?:(?:are|me|all|of|the|our|maven|gradle)\\s+)*(?:sub-?)?modules");
    private static final Pattern CODE_AMOUNT =
            Tokens.words("(?:how much|amount of|size of|most|least)\\b.{0,60}\\bcode");
    private static final Pattern TOP_LEVEL = Tokens.words("top[- ]level|first[- ]level");

    private Counting() {}

    /** What of a text is to be counted, if anything is. */
    static Optional<Metric> asked(Wording wording) {
        return wording.has(CUE) ? metric(wording) : Optional.empty();
    }

    /** A count, or the same count for each place that is named. */
    static Optional<Intent> intent(Wording wording) {
        return parse(wording).map(count -> {
            List<Place> places = Places.all(wording, count.place());
            boolean both =
                    count.metric() == Metric.FILES && count.by() == Grouping.TOTAL && wording.has(FILES_AND_FOLDERS);
            if (both) {
                Count folders = new Count(Metric.FOLDERS, FileFilter.ALL, count.place(), Grouping.TOTAL, Order.NAME, 0);
                return new Intent.Several(List.of(Task.of(count), Task.of(folders)));
            }
            return places.size() > 1 && count.by() == Grouping.TOTAL
                    ? new Intent.Compare(places.stream().map(count::at).toList())
                    : count;
        });
    }

    static Optional<Count> parse(Wording wording) {
        Optional<MatchResult> superlative = wording.find(SUPERLATIVE);
        if (wording.has(MODULES) && !wording.has(LINES) && !wording.has(WORDS) && !wording.has(BYTES)) {
            return Optional.of(modules(wording));
        }
        Order order = order(wording);
        Wording left = withoutOrder(wording);
        Group group = group(left);
        boolean files = group.by() != Grouping.TOTAL;
        boolean cue = left.has(CUE)
                || (files && left.has(LINES))
                || left.has(WITH_COUNTS)
                || left.has(AVERAGE)
                || superlative.isPresent();
        boolean ranking = order != Order.NAME
                && metric(left).filter(m -> m != Metric.FILES).isEmpty();
        if (ranking && left.has(LISTING)) {
            return ranking(wording, order, group);
        }
        Optional<Metric> metric = metric(left);
        if (!cue || metric.isEmpty()) {
            return Optional.empty();
        }
        Filters.Found filter = Filters.extract(group.rest());
        Place place = Places.of(filter.rest());
        boolean named = place.named() && (superlative.isEmpty() || Looking.looksLikePath(place.path()));
        boolean object = named || !filter.filter().all() || files || countable(wording, superlative.isPresent());
        if (!object) {
            return Optional.empty();
        }
        return Optional.of(
                superlative.isPresent() && order == Order.NAME
                        ? ranked(wording, superlative.get(), metric.get(), filter.filter(), place, group.by())
                        : new Count(
                                metric.get(),
                                filter.filter(),
                                place,
                                grouping(left, group, filter.filter().kinds()),
                                order,
                                top(wording)));
    }

    /** "How long is the Nile?" and "the biggest city" are about the world, not about files. */
    private static boolean countable(Wording wording, boolean superlative) {
        boolean files = wording.has(ABOUT_FILES);
        boolean plain = wording.has(Tokens.words("lines?|loc|sloc|zeilen|lignes|líneas"))
                || wording.text().split("\\s+").length <= 3;
        return files || (plain && !superlative);
    }

    /** "List everything in docs sorted by size": every file with what it is sorted by. */
    private static Optional<Count> ranking(Wording wording, Order order, Group group) {
        Metric metric = metric(wording)
                .filter(found -> found != Metric.FILES && found != Metric.FOLDERS)
                .orElse(Metric.BYTES);
        Filters.Found filter = Filters.extract(group.rest());
        return Optional.of(
                new Count(metric, filter.filter(), Places.of(filter.rest()), Grouping.FILE, order, top(wording)));
    }

    /** "lines of a.txt", "python loc": nothing but what is counted and of what. */
    static Optional<Count> terse(Wording wording) {
        boolean few = wording.text().split("\\s+").length <= 7;
        if (!few || !wording.has(TERSE_METRIC) || wording.has(WORK)) {
            return Optional.empty();
        }
        Filters.Found filter = Filters.extract(wording);
        Place place = Places.of(filter.rest());
        return filter.filter().all() && !place.named()
                ? Optional.empty()
                : metric(wording)
                        .map(metric -> new Count(metric, filter.filter(), place, Grouping.TOTAL, Order.NAME, 0));
    }

    private static Count modules(Wording wording) {
        Filters.Found filter =
                Filters.extract(wording.with(wording.text().replaceAll("(?i)sub-?modules|modules", "files")));
        return new Count(Metric.FILES, filter.filter(), Places.of(filter.rest()), Grouping.MODULE, Order.NAME, 0);
    }

    private static Grouping grouping(Wording wording, Group group, int kinds) {
        if (group.by() != Grouping.TOTAL) {
            return group.by();
        }
        boolean each = wording.has(WITH_COUNTS) || wording.has(PLURAL_COUNTS) || wording.has(AVERAGE);
        return each ? Grouping.FILE : kinds > 1 ? Grouping.EXTENSION : Grouping.TOTAL;
    }

    private static Count ranked(
            Wording wording, MatchResult match, Metric metric, FileFilter filter, Place place, Grouping by) {
        String word = match.group("word").toLowerCase(Locale.ROOT);
        boolean least =
                List.of("smallest", "shortest", "fewest", "least", "lowest").contains(word);
        Grouping over = by == Grouping.TOTAL ? Grouping.FILE : by;
        Metric of = metric == Metric.FILES && over == Grouping.FILE ? Metric.BYTES : metric;
        int top = top(wording);
        boolean several = wording.has(Tokens.words("(?:biggest|largest|longest|smallest|shortest) (?:\\S+ )?files"));
        return new Count(
                of,
                filter,
                place,
                over,
                least ? Order.LEAST_FIRST : Order.MOST_FIRST,
                top > 0 ? top : several ? 10 : 1);
    }

    static Optional<Metric> metric(Wording wording) {
        record Sign(Pattern pattern, Metric metric) {}
        return List.of(
                        new Sign(FILLED, Metric.FILLED_LINES),
                        new Sign(LINES, Metric.LINES),
                        new Sign(CODE_AMOUNT, Metric.LINES),
                        new Sign(WORDS, Metric.WORDS),
                        new Sign(CHARACTERS, Metric.CHARACTERS),
                        new Sign(BYTES, Metric.BYTES),
                        new Sign(
                                Tokens.words("(?:how many|number of|count\\w*(?: of)?)\\s+(?:\\w+\\s+)?files"),
                                Metric.FILES),
                        new Sign(
                                Tokens.words(
                                        "(?:how many|number of|count\\w*(?: the| of| all)*)\\s+(?:sub-?)?(?:folders|directories|dirs)"),
                                Metric.FOLDERS),
                        new Sign(FILES, Metric.FILES),
                        new Sign(FOLDERS, Metric.FOLDERS))
                .stream()
                .filter(sign -> wording.has(sign.pattern()))
                .map(Sign::metric)
                .findFirst();
    }

    static Order order(Wording wording) {
        return wording.has(ASCENDING) ? Order.LEAST_FIRST : wording.has(DESCENDING) ? Order.MOST_FIRST : Order.NAME;
    }

    static Wording withoutOrder(Wording wording) {
        Wording left = wording;
        for (Pattern pattern : List.of(DESCENDING, ASCENDING, BY_NAME)) {
            left = left.with(pattern.matcher(left.text()).replaceAll(" "));
        }
        return left;
    }

    private static int top(Wording wording) {
        return wording.find(TOP)
                .map(match -> number(match.group(1) == null ? match.group(2) : match.group(1)))
                .orElse(0);
    }

    static int number(String word) {
        List<String> words =
                List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        int at = words.indexOf(word.toLowerCase(Locale.ROOT));
        return at >= 0
                ? at
                : word.matches("\\d{1,6}") ? Integer.parseInt(word) : word.equalsIgnoreCase("twenty") ? 20 : 0;
    }

    /** How a count is split, and the words that are left. */
    record Group(Grouping by, Wording rest) {}

    static Group group(Wording wording) {
        Matcher matcher = GROUP.matcher(wording.text());
        while (matcher.find()) {
            Grouping by = by(matcher.group("noun").toLowerCase(Locale.ROOT), wording.has(TOP_LEVEL));
            boolean plural = matcher.group("noun").toLowerCase(Locale.ROOT).endsWith("s");
            boolean single = (matcher.group("all") != null && (by == Grouping.FILE || by == Grouping.FOLDER || !plural))
                    || matcher.group().toLowerCase(Locale.ROOT).matches("(?:which|what).*files?");
            if (!single) {
                Wording rest = wording.with(wording.text().substring(0, matcher.start()) + " " + matcher.group("middle")
                        + " files " + wording.text().substring(matcher.end()));
                return new Group(by, rest);
            }
        }
        return new Group(Grouping.TOTAL, wording);
    }

    private static Grouping by(String noun, boolean topLevel) {
        if (noun.matches("(?:sub-?)?(?:module[ns]?|modul|projects?|módulos?)")) {
            return Grouping.MODULE;
        }
        if (noun.startsWith("package")) {
            return Grouping.PACKAGE;
        }
        if (noun.matches("files?|datei|fichier|archivo")) {
            return Grouping.FILE;
        }
        boolean folder = noun.matches("(?:sub)?(?:folders?|director(?:y|ies)|dirs?)|ordner|dossiers?|carpetas?");
        return !folder ? Grouping.EXTENSION : topLevel ? Grouping.TOP_FOLDER : Grouping.FOLDER;
    }
}
