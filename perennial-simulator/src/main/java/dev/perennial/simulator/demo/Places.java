package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which folder or file is meant. */
final class Places {

    private static final String IN =
            "(?:in|inside|under|underneath|within|below|from|at|of|for|across|through|throughout|on|to|about|im|in der|dans|en)";
    private static final String KIND =
            "(?:folder|directory|dir|subfolder|subdirectory|path|module|package|project|file|document|ordner|verzeichnis|dossier|carpeta|datei)";
    private static final Pattern KIND_FIRST =
            pattern("(?<!\\b(?:this|each|every|current|whole|entire|our|that|per|by|working) )\\b" + KIND
                    + "\\s+(?:called\\s+|named\\s+)?((?:my|our|new|old)\\s+" + Tokens.WORD + "|" + Tokens.PATH + "|"
                    + Tokens.FILE + "|" + Tokens.WORD + ")");
    private static final Pattern KIND_LAST = pattern("(?:\\b" + IN + "\\s+|\\b)(?:the\\s+|my\\s+|our\\s+)?("
            + Tokens.PATH + "|" + Tokens.WORD + ")\\s+(?:" + KIND + ")\\b");
    private static final Pattern PATH = pattern("(?<![\\p{L}\\p{N}_:⟦/.*-])(" + Tokens.PATH + ")");
    private static final Pattern FILE = pattern("(?<![\\p{L}\\p{N}_⟦/*])(" + Tokens.FILE + ")");
    private static final Pattern PLAIN = pattern(
            "\\b(?:in|inside|under|underneath|within|below|from|throughout|dans|en|im|of|for|about)\\s+(?:the\\s+|my\\s+|our\\s+|all\\s+of\\s+)?("
                    + Tokens.WORD
                    + ")(?=\\s*$|\\s*[,;.!?]|\\s+(?:and|by|per|as|for|with|recursively|please|excluding|without|except|ignoring|but|not|that|which|has|have|contain|contains|is|are|including|have|do|does|there|here|together|grouped|sorted|to|in|auf|an|have|has)\\b)");
    private static final Pattern HOME = pattern("\\b(?:the|my)\\s+home\\s+(?:folder|directory)\\b");
    private static final Pattern PARENT = pattern("\\b(?:the\\s+)?parent\\s+(?:folder|directory)\\b");
    private static final Pattern HERE = pattern(
            "\\bhere\\b|\\b(?:this|current|working|the|that|whole|entire|our|my)\\s+(?:working\\s+|whole\\s+|entire\\s+|current\\s+|root\\s+)?(?:folder|directory|dir|project|repository|repo|codebase|code base|tree|workspace)\\b|\\bcwd\\b|\\bpwd\\b");

    private static final Pattern NO_PATH = pattern("and/or|.*://.*|\\d+/\\d+|tcp/ip|his/her|n/a");

    private static final Pattern BEFORE = pattern("(?:[\\p{L}\\p{N}_.&+-]+ +){1,3}$");
    private static final Pattern VERB = pattern(
            "summari[sz]e|describe|explain|cat|read|print|display|open|view|wc|ls|head|tail|grep|run|execute|tell|give|has|have|does|called|named|about|zeige?|lies|fasse|what's|contents?|across|über|von|write|save|put|store|tell|report|add|create|sum|compare|then|der|die|das");

    private static final String NAME = "(?:" + Tokens.FILE + "|" + Tokens.PATH + "|" + Tokens.WORD + ")";
    private static final String AND =
            "(?:\\s*,\\s*(?:and\\s+|und\\s+)?|\\s+(?:and|und|et|y|vs\\.?|versus|or)\\s+)(?:(?:in|of|for|the)\\s+)*";
    private static final Pattern ROW = pattern("(?<![\\p{L}\\p{N}_./-])" + NAME + "(?:" + AND + NAME + "){1,6}");
    private static final Pattern BETWEEN = pattern(AND);

    private Places() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The place that is named, {@link Place#HERE} if there is none. */
    static Place of(Wording wording) {
        if (wording.has(HOME)) {
            return new Place("~", true);
        }
        if (wording.has(PARENT)) {
            return new Place("..", true);
        }
        for (Pattern pattern : List.of(KIND_FIRST, KIND_LAST, PATH, FILE, PLAIN)) {
            Optional<String> name = first(wording, pattern);
            if (name.isPresent()) {
                String path = withFolder(wording, name.get());
                return new Place(path, true, longer(wording, path), Place.Kind.UNSEEN);
            }
        }
        return wording.has(HERE) ? new Place(".", true) : Place.HERE;
    }

    /** "a.txt in the folder docs" names the file `docs/a.txt`. */
    private static String withFolder(Wording wording, String name) {
        if (name.contains("/")) {
            return name;
        }
        Optional<String> file = first(wording, FILE);
        boolean isFile = file.isPresent()
                && !file.get().equals(name)
                && Tokens.looksLikeFile(file.get())
                && !file.get().contains("/");
        return isFile && !Tokens.looksLikeFile(name) ? name + "/" + file.get() : name;
    }

    static Optional<String> file(Wording wording) {
        return first(wording, FILE);
    }

    /** The places in a row that {@code first} is one of: "core and web", "a.txt, b.txt and c.txt". */
    static List<Place> all(Wording wording, Place first) {
        if (!first.named()) {
            return List.of(first);
        }
        Matcher row = ROW.matcher(wording.text());
        while (row.find()) {
            List<String> names = BETWEEN.splitAsStream(row.group())
                    .map(Tokens::trimmed)
                    .filter(name -> name.startsWith("⟦")
                            || (Tokens.canName(name) && !VERB.matcher(name).matches() && !Filters.known(name)))
                    .map(name -> Tokens.trimmedPath(wording.literal(name)))
                    .toList();
            if (names.size() > 1 && names.contains(first.path())) {
                return names.stream().map(name -> new Place(name, true)).toList();
            }
        }
        return List.of(first);
    }

    /** What the name would be together with the words before it that could belong to it. */
    private static List<String> longer(Wording wording, String name) {
        int at = wording.text().indexOf(name);
        Matcher before = BEFORE.matcher(wording.text());
        List<String> longer = new ArrayList<>();
        if (at > 0 && !name.contains("/") && before.region(0, at).find()) {
            String[] words = before.group().strip().split(" +", -1);
            StringBuilder whole = new StringBuilder(name);
            for (int i = words.length - 1; i >= 0 && couldBelong(words[i]); i--) {
                longer.addFirst(whole.insert(0, words[i] + " ").toString());
            }
        }
        return longer;
    }

    private static boolean couldBelong(String word) {
        return Tokens.canName(word) ? !VERB.matcher(word).matches() : word.matches("(?i)my|our|new|old");
    }

    private static Optional<String> first(Wording wording, Pattern pattern) {
        Matcher matcher = pattern.matcher(wording.text());
        while (matcher.find()) {
            Optional<String> name = name(wording, matcher.toMatchResult());
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> name(Wording wording, MatchResult match) {
        String token = Tokens.trimmed(match.group(1));
        boolean quoted = token.startsWith("⟦");
        boolean name = quoted
                || (Tokens.canName(token)
                        && !Tokens.abbreviation(token)
                        && !NO_PATH.matcher(token).matches());
        return name && !token.isEmpty() ? Optional.of(Tokens.trimmedPath(wording.literal(token))) : Optional.empty();
    }
}
