package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Understands wishes to look: searching, showing, summarising, listing. */
final class Looking {

    private static final String NEEDLE = "(?<needle>⟦\\d+⟧|\\S+?)(?=[.,?!]?(?:\\s|$))";
    private static final String THE =
            "(?:(?:the|a|an|any|all|every|each|occurrences?|instances?|uses?|mentions?|of|word|words|text|string|phrase|term|for|lines?|containing|with|comments?|annotations?)\\s+)*";
    /** Several words up to the end or to where they are looked for. */
    private static final String PHRASE =
            "(?<needle>⟦\\d+⟧|[^\\s⟦?!][^⟦?!\\n]{0,80}?)(?=[.,?!]*\\s*$|[.,]?\\s+(?:in|inside|under|within|across|throughout|from|through|and|then|please)\\s)";

    private static final String ASKED =
            "\\b(?:which|what|how many|list|find|show|count|name|give me|get|number of)\\b[^⟦]{0,80}?\\b(?:files?|documents?|classes|scripts|lines?|places|times)\\s+(?:(?:in|under|of|inside)\\s+\\S+\\s+)?(?:here\\s+)?(?:that\\s+|which\\s+|do\\s+|does\\s+|is\\s+|are\\s+)?";
    private static final Pattern IMPORTS = pattern(ASKED + "import(?:s|ing)?\\s+" + THE + NEEDLE);
    private static final Pattern WEAK = pattern(ASKED + "(?:have|has|with)\\s+" + THE + NEEDLE);
    private static final Pattern THE_WORD = pattern(
            "\\b(?:word|text|string|phrase|term|name)\\s+(?<needle>⟦\\d+⟧|[\\p{L}\\p{N}_-]+)\\s+(?:occurs?|appears?|comes?|is|gets?|happens?)\\b");
    private static final Pattern MARKED_LINES = pattern(
            "\\b(?:how many|count|number of|list|show|find|get|print)\\s+(?:me\\s+)?(?:all\\s+|the\\s+|of\\s+)*(?<needle>⟦\\d+⟧|(?-i:[A-Z]{3,}))[- ]+(?:lines|entries|messages)\\b");
    private static final List<Pattern> SEARCH = List.of(
            pattern(ASKED
                    + "(?:mention|mentions|mentioning|contain|contains|containing|use|uses|using|include|includes|including|reference|references|referencing)\\s+"
                    + THE + NEEDLE),
            THE_WORD,
            IMPORTS,
            WEAK,
            MARKED_LINES,
            pattern(
                    "\\b(?:how many times|how often|where)\\b\\s*(?:do(?:es)?|is|are)?\\s+" + THE + NEEDLE
                            + "\\s+(?:(?:get|is|are)\\s+)?(?:occurs?|appears?|used|mentioned|defined|declared|referenced|called|come|comes|found|written|happen|happens)\\b"),
            pattern("\\b(?:search|grep|scan|suche?|cherche|busca)\\b\\s*(?:[^⟦]{0,80}?\\b(?:for|nach)\\s+)" + THE
                    + PHRASE),
            pattern("\\b(?:search|grep|scan|suche?|cherche|busca)\\b\\s*" + THE + NEEDLE),
            pattern("\\b(?:look|check)\\s+(?:(?:in|through|inside)\\s+\\S+\\s+)?for\\s+" + THE + PHRASE),
            pattern(
                    "\\b(?:find|locate|count|list|show)\\s+(?:me\\s+)?(?:all\\s+|every\\s+|the\\s+|number\\s+of\\s+)*(?:occurrences?|uses|usages|instances?|mentions?|references?|lines?\\s+(?:containing|with|mentioning|that\\s+contain|matching))\\s+(?:of\\s+|to\\s+|for\\s+)?"
                            + THE + NEEDLE),
            pattern(
                    "\\b(?:find|locate|list|count|show|any|are there|how many)\\s+(?:me\\s+)?(?:all\\s+|every\\s+|the\\s+|any\\s+|of\\s+)*(?<needle>TODO|FIXME|XXX|HACK)s?(?:\\s+comments?)?\\b"),
            pattern("\\bfind\\s+(?:me\\s+)?(?:where\\s+)?(?:the\\s+(?:text|word|string|phrase)\\s+)?(?<needle>⟦\\d+⟧)"),
            pattern("\\bfind\\s+(?:the\\s+)?(?:text|word|string|phrase)\\s+(?<needle>\\S+)"));
    private static final Pattern NAMES_ONLY = Tokens.words(
            "(?:which|what|list|how many|name|find|show)(?:\\s+(?:me|all|the|of))*\\s+(?:\\S+\\s+){0,2}?(?:files?|documents?|classes|scripts)");
    private static final Pattern SHOW = Tokens.words(
            "show|display|print|read|cat|open|view|see|output|what does|what do|what's in|what is in|what is inside|what's inside|contents? of|give me|tell me|zeige?|montre|muestra|lies|get|fetch|look at|head|tail");
    private static final Pattern FIRST =
            Tokens.words("(?:first|top|initial)\\s+(?<n>\\d+|\\w+)?\\s*lines?|head of|head");
    private static final Pattern LAST =
            Tokens.words("(?:last|final|bottom)\\s+(?<n>\\d+|\\w+)?\\s*lines?|tail of|tail");
    private static final Pattern RANGE =
            Tokens.words("lines?\\s+(?<from>\\d+)(?:\\s*(?:-|–|to|through|until|and|\\.\\.)\\s*(?<to>\\d+))?");
    private static final Pattern SUMMARY = Tokens.words(
            "summari[sz]e|summari[sz]ing|summary|summaries|describe|description of|overview|tl;?dr|outline|gist|sum up|recap|abstract|digest|synopsis|fasse|zusammenfass\\w*|résume\\w*|resum\\w*|explain|what (?:is|are|does) .+ (?:about|do|for)|what.s .+ about|what is (?:this|the) (?:project|repo|repository|codebase|code base)|tell me about|analy[sz]e|review|key points|main points|understand");
    private static final Pattern SENTENCES = Tokens.words("(?<n>\\d{1,2}|\\p{L}+)\\s+(?:short\\s+)?sentences?");
    private static final Pattern BULLETS = Tokens.words(
            "(?:(?<n>\\d{1,2}|\\p{L}+)\\s+)?(?:short\\s+)?(?:bullet[- ]?points?|bullets?|key points|points|bulleted list)");
    private static final Pattern SUMMARISE = Tokens.words(
            "summari[sz]e|summari[sz]ing|summary|summaries|tl;?dr|gist|sum up|recap|digest|synopsis|fasse|zusammenfass\\w*|résume\\w*|resum\\w*|key points|main points|review|analy[sz]e");
    private static final Pattern WHAT_SAYS =
            Tokens.words("what\\b.*\\b(?:say|says|about|do|does|tell|tells|contain|contains)");
    private static final Pattern SOME_FILES = Tokens.words("files?|code|documents?|documentation|docs");
    private static final Pattern SOME_PLACE = Tokens.words("folder|directory|files?|module|package|project");
    private static final Pattern THIS_PROJECT =
            Tokens.words("(?:this|the) (?:project|folder|repo|repository|directory|codebase|code base)");
    private static final Pattern LIST = Tokens.words(
            "list|ls|dir|tree|what(?:'s| is| do we have| have we got)?\\s+(?:in|inside|here|there|this|the)|what files|which files|structure|layout|hierarchy|browse|any|is there|show me what|liste|zeige?|enumerate|what can you see|what do you see|look around|find|locate|where is|where are|have we got|around here");
    private static final Pattern LOCATE = Tokens.words(
            "where(?:'s| is| are)|is there|are there|do(?:es)? .{1,60} exist|do(?:es)? (?:we|i|it|this) have|have we got|find|locate|which folder|what folder|gibt es|wo ist");
    private static final Pattern NOUNS = Tokens.words("files|folders|directories|contents?");
    private static final Pattern OBJECT = Tokens.words(
            "files?|folders?|director(?:y|ies)|dirs?|subfolders?|here|there|tree|structure|layout|contents?|everything|project|repo|repository|codebase|workspace|documents|classes|scripts|dateien|fichiers|archivos|ordner|this|sources?|modules?");
    private static final Pattern IN_PLACE = Tokens.words(
            "list|ls|dir|tree|browse|show|structure|layout|(?:what|which)(?:'s| is| are)?\\s+(?:there\\s+)?(?:in|inside|under|at)|contents?|look (?:in|around|into)");
    private static final Pattern TREE = Tokens.words("tree|structure|layout|hierarchy|recursive(?:ly)?");
    private static final Pattern DIRECT =
            pattern("^(?:list|ls|dir|tree|browse|summari[sz]e|describe|show|explain)\\s+(?:me\\s+)?(?:the\\s+)?(?<name>"
                    + Tokens.PATH + "|" + Tokens.WORD + ")\\s*[.?!]?$");

    private Looking() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static Optional<Intent> search(Wording wording) {
        for (Pattern pattern : SEARCH) {
            Optional<MatchResult> match = wording.find(pattern);
            if (match.isPresent()) {
                String token = match.get().group(pattern.namedGroups().getOrDefault("needle", 1));
                String needle = wording.literal(token).replaceFirst("(?<=\\w)[?!,;:]+$", "");
                boolean plain = !token.startsWith("⟦");
                boolean unlikely =
                        pattern.equals(WEAK) ? !capitals(needle) : pattern.equals(MARKED_LINES) && kind(needle);
                if (!plain || pattern.equals(THE_WORD) || (searchable(needle) && !unlikely)) {
                    String text = pattern.equals(IMPORTS) && plain ? "import " + needle : needle;
                    return Optional.of(search(wording, match.get(), text, pattern));
                }
            }
        }
        return Optional.empty();
    }

    private static Intent search(Wording wording, MatchResult match, String needle, Pattern pattern) {
        int at = match.start(pattern.namedGroups().getOrDefault("needle", 1));
        Wording rest = wording.without(
                at,
                at
                        + match.group(pattern.namedGroups().getOrDefault("needle", 1))
                                .length());
        Filters.Found filter = Filters.extract(rest);
        boolean namesOnly = wording.has(NAMES_ONLY) && !wording.has(Tokens.words("lines?|times|often"));
        return new Intent.Search(needle, filter.filter(), Places.of(filter.rest()), namesOnly);
    }

    private static boolean capitals(String word) {
        return word.matches("[A-Z_]{3,}") && !kind(word);
    }

    private static boolean kind(String word) {
        return Filters.known(word) || word.equalsIgnoreCase("many");
    }

    /** Words that follow "find files with" without being a text to look for. */
    private static boolean searchable(String word) {
        return word.length() > 1
                && Tokens.canName(word)
                && !word.matches(
                        "(?i)files?|more|less|fewer|most|least|line|lines|extension|suffix|name|names|number|numbers|biggest|largest|longest|something|anything|their|at|over|under|java|python|by|sizes?|\\*?\\.\\w+|through|⟦\\d+⟧");
    }

    static Optional<Intent> show(Wording wording) {
        Optional<MatchResult> range = wording.find(RANGE);
        Optional<MatchResult> first = wording.find(FIRST);
        Optional<MatchResult> last = wording.find(LAST);
        String kind = Filters.extract(wording).filter().label();
        if (kind.startsWith(".") || kind.contains("*")) {
            return Optional.empty();
        }
        boolean part = range.isPresent() || first.isPresent() || last.isPresent();
        Place place = Places.of(wording);
        boolean file = place.named()
                && (Tokens.looksLikeFile(place.path()) || Places.file(wording).isPresent());
        if (!file || (!part && (wording.has(SUMMARY) || !wording.has(SHOW)))) {
            return Optional.empty();
        }
        if (range.isPresent()) {
            int from = Counting.number(range.get().group(1));
            String to = range.get().group(2);
            return Optional.of(new Intent.Show(place, from, to == null ? from : Counting.number(to)));
        }
        if (first.isPresent()) {
            return Optional.of(new Intent.Show(place, 1, lines(first.get())));
        }
        return Optional.of(
                last.isPresent() ? new Intent.Show(place, -lines(last.get()), 0) : new Intent.Show(place, 0, 0));
    }

    private static int lines(MatchResult match) {
        String word = match.group(1);
        int said = word == null ? 0 : Counting.number(word);
        boolean one = match.group().toLowerCase(java.util.Locale.ROOT).endsWith("line");
        return said > 0 ? said : one ? 1 : 10;
    }

    static Optional<Intent> summary(Wording wording) {
        Place place = place(wording);
        FileFilter filter = Filters.extract(wording).filter();
        boolean whole = wording.has(THIS_PROJECT);
        boolean asked = wording.has(SUMMARY) || (wording.has(WHAT_SAYS) && place.named());
        boolean object = place.named() || !filter.all() || whole || wording.has(SOME_FILES);
        if (!asked || !object || !(wording.has(SUMMARISE) || concrete(wording, place, filter) || whole)) {
            return Optional.empty();
        }
        boolean oneFile = place.named() && Tokens.looksLikeFile(place.path());
        return Optional.of(new Intent.Summary(oneFile ? FileFilter.ALL : filter, place, length(wording)));
    }

    static Intent.Length length(Wording wording) {
        Optional<MatchResult> sentences = wording.find(SENTENCES);
        Optional<MatchResult> bullets = wording.find(BULLETS);
        int number = bullets.or(() -> sentences)
                .map(match -> match.group("n") == null
                        ? 0
                        : Counting.number(match.group("n").strip()))
                .orElse(0);
        return new Intent.Length(Math.min(number, 50), bullets.isPresent());
    }

    /** "Explain" and "tell me about" may ask for anything in the world; only things in the folder are meant here. */
    private static boolean concrete(Wording wording, Place place, FileFilter filter) {
        return place.named()
                ? looksLikePath(place.path()) || wording.has(SOME_PLACE)
                : !filter.all() && wording.has(SOME_FILES);
    }

    static boolean looksLikePath(String path) {
        return path.contains("/") || path.startsWith(".") || Tokens.looksLikeFile(path);
    }

    private static Place place(Wording wording) {
        Optional<MatchResult> direct = wording.find(DIRECT);
        if (direct.isPresent()
                && Tokens.canName(direct.get().group(1))
                && !direct.get().group(1).equalsIgnoreCase("everything")) {
            return new Place(
                    Tokens.trimmedPath(
                            wording.literal(Tokens.trimmed(direct.get().group(1)))),
                    true);
        }
        return Places.of(Filters.extract(Counting.group(wording).rest()).rest());
    }

    /** "Where is Main.java?", "is there a file called x.txt?" */
    static Optional<Intent> locate(Wording wording) {
        Optional<String> file = Places.file(wording);
        boolean few = wording.text().split("\\s+").length <= 9;
        if (file.isEmpty()
                || !few
                || !wording.has(LOCATE)
                || !Filters.extract(wording).filter().all()) {
            return Optional.empty();
        }
        String name = Tokens.trimmed(file.get());
        String test =
                name.contains("/") ? "-ipath " + Shell.alwaysQuote("*/" + name) : "-iname " + Shell.alwaysQuote(name);
        FileFilter named = FileFilter.ALL.with(List.of(new FileFilter.Condition("", "named `" + name + "`", test)));
        return Optional.of(new Intent.Listing(named, Place.HERE, false));
    }

    static Optional<Intent> listing(Wording wording) {
        if (wording.text().matches("(?i)(?:ls|dir|tree|list)")) {
            return Optional.of(new Intent.Listing(
                    FileFilter.ALL, Place.HERE, wording.text().equalsIgnoreCase("tree")));
        }
        Filters.Found filter = Filters.extract(wording);
        Place place = place(wording);
        boolean object = wording.has(OBJECT) || !filter.filter().all() || (place.named() && wording.has(IN_PLACE));
        boolean few = wording.text().split("\\s+").length <= 5;
        boolean verb = wording.has(LIST)
                || wording.has(SHOW)
                || (few && (wording.has(NOUNS) || !filter.filter().all()));
        boolean talk = wording.has(Tokens.words("story|poem|essay|joke|explain|tell me|who|why|letter|song"));
        return verb && object && !talk
                ? Optional.of(new Intent.Listing(filter.filter(), place, wording.has(TREE)))
                : Optional.empty();
    }
}
