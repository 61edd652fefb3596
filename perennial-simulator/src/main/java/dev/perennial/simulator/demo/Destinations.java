package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out where the result shall go ("and write it to report.md") and in which form ("as csv"). */
final class Destinations {

    /** What was found and the words that are left. */
    record Found(Destination destination, Wording rest) {
        Found with(Wording newRest) {
            return new Found(destination, newRest);
        }
    }

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String VERB =
            "(?:write|writing|save|saving|put|store|record|output|export|dump|place|print|send|redirect|pipe|drop|produce|creat(?:e|ing)|make|generate|build|prepare|draft|compose|deliver|report|schreib\\w*|speicher\\w*|leg\\w*|erstell\\w*|écri\\w*|enregistr\\w*|crée\\w*|guard\\w*|escrib\\w*|crea)";
    private static final String MAKE =
            "(?:write|save|produce|creat(?:e|ing)|make|generate|build|prepare|draft|compose|touch|need|want|schreibe?|erstelle?|crée|crea)";
    private static final String DETERMINERS =
            "(?:(?:an?|the|my|new|empty|small|short|simple|file|called|named|markdown|csv|json|text|txt|document|report|table|python|java|shell|bash|script|program|die|der|eine|neue|datei|le|un|fichier|el|archivo|named?)\\s+)*";
    private static final String TAIL =
            "(?:\\s+(?:in|inside|under)\\s+(?:the\\s+)?(?:(?:folder|directory)\\s+(" + Tokens.PATH + "|" + Tokens.WORD
                    + ")|(" + Tokens.PATH + "|" + Tokens.WORD + ")\\s+(?:folder|directory)))?";
    private static final Pattern STRONG = verb("\\s(?<cut>(?:to|into|as|nach|in die|dans|en)\\s+" + DETERMINERS
            + "(?<file>" + Tokens.FILE + ")" + TAIL + ")");
    private static final Pattern DIRECT = Pattern.compile(
            "\\b" + MAKE + "\\s+(?<cut>(?:(?:me|us)\\s+)?" + DETERMINERS + "(?<file>" + Tokens.FILE + ")" + TAIL + ")",
            FLAGS);
    private static final Pattern CALLED = verb(
            "(?<!folder|directory|dir)\\s(?<cut>(?:and\\s+)?(?:(?:to|into|in|as)\\s+)?(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:[a-z]+\\s+)?(?:file\\s+|document\\s+)?(?:called|named|name it|call it|titled|with the name)\\s+(?<file>"
                    + Tokens.FILE + "|" + Tokens.WORD + ")" + TAIL + ")");
    private static final Pattern WEAK =
            verb("\\s(?<cut>(?:in|under|at|on)\\s+" + DETERMINERS + "(?<file>" + Tokens.FILE + ")" + TAIL + ")");
    private static final Pattern SHOULD = Pattern.compile(
            "(?<cut>(?<file>" + Tokens.FILE
                    + ")\\s+(?:should|must|shall|needs? to|has to)\\s+(?:contain|hold|show|list|have|say))",
            FLAGS);
    private static final Pattern FORMED = Pattern.compile(
            "\\bas\\s+(?:an?\\s+)?(?:[a-z]+\\s+){0,2}(?:csv|tsv|json|markdown|md|table|list|text)(?:\\s+(?:table|list|file|document))?\\s+(?<cut>(?:in|into|to)\\s+(?<file>"
                    + Tokens.FILE + "))\\s*[.!]?$",
            FLAGS);
    private static final Pattern AT_END = Pattern.compile(
            "(?<=\\s)(?<cut>(?:(?:and|,)\\s+)?(?:(?:to|into)\\s+|(?:->|=>|>)\\s*)" + DETERMINERS + "(?<file>"
                    + Tokens.FILE + "))\\s*[.!]?$",
            FLAGS);
    private static final Pattern IT_TO_WORD = Pattern.compile(
            "\\b(?:write|save|put|store|export|output|dump)\\s+(?:it|this|that|them|all|everything|(?:the|these|those)\\s+\\w+)(?:\\s+(?:all|down))?\\s+(?<cut>(?:to|into|in|as)\\s+(?:a\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?<file>[\\p{L}\\p{N}_-]+))(?=\\s*[.!]?\\s*$)",
            FLAGS);
    private static final Pattern SOME_FILE = Pattern.compile(
            "\\b" + VERB
                    + "\\b[^.;\\n]*?\\s(?<cut>(?:to|into|in|as)\\s+(?:a|an|the)\\s+(?:new\\s+)?(?:(?<kind>markdown|md|csv|json|text|txt|tsv)\\s+)?(?:file|document|report))(?![\\p{L}\\p{N}_])",
            FLAGS);
    private static final Pattern FORMAT = Pattern.compile(
            "\\b(?:as|in|into)\\s+(?:an?\\s+)?(?:(?:nice|simple|small|valid|formatted|pretty|sorted)\\s+)*(?<format>csv|tsv|json|markdown|md|plain(?:[- ]text)?)\\b(?!\\s+files)(?:\\s+(?:table|list|file|format|array|object|text|document|form))?|\\bas\\s+(?:an?\\s+)?(?:(?:nice|simple|small|bulleted|bullet|sorted|neat)\\s+)*(?<shape>table|list)\\b|(?<=\\s)(?:a\\s+)?(?<adjective>csv|tsv|json|markdown)\\s+(?=table|list|report)",
            FLAGS);
    private static final Pattern PRONOUN = Pattern.compile(
            "(?:,|;)?\\s*(?:\\b(?:and|then|und|et|y|also|finally|afterwards|please)\\s+)*\\b" + VERB
                    + "\\s+(?:(?:it|them|this|that|everything|all|down|the|these|those|your|a|my|ihn|es|sie|das|die|ergebnis|le|la|resultado|résultat|tabelle|als|results?|table|report|summary|list|output|answer|numbers?|counts?|totals?|findings?|overview|outcome|data|figures|of that|of it)\\s*)*\\s*(?=$|[.,;!]|\\band\\b)",
            FLAGS);

    private Destinations() {}

    private static Pattern verb(String rest) {
        return Pattern.compile("\\b" + VERB + "\\b(?:[^;\\n.]|\\.(?=\\S))*" + rest, FLAGS);
    }

    static Found extract(Wording wording) {
        Optional<Matcher> formed = last(wording, FORMED);
        if (formed.isPresent()) {
            Found form = form(cut(wording, formed.get()));
            return found(wording, formed.get(), form.destination().format()).with(form.rest());
        }
        Found form = form(wording);
        Destination.Format format = form.destination().format();
        for (Pattern pattern : List.of(STRONG, DIRECT, CALLED, IT_TO_WORD, SHOULD, WEAK, AT_END)) {
            Optional<Matcher> match = last(form.rest(), pattern);
            if (match.isPresent()) {
                return found(form.rest(), match.get(), format);
            }
        }
        Optional<Matcher> some = last(form.rest(), SOME_FILE);
        if (some.isPresent()) {
            Destination.Format said = some.get().group("kind") == null
                    ? format
                    : format(some.get().group("kind"));
            return new Found(new Destination(defaultName(said), said), tidy(cut(form.rest(), some.get())));
        }
        return form;
    }

    /** The last match whose file can be the name of one. */
    private static Optional<Matcher> last(Wording wording, Pattern pattern) {
        int end = wording.text().length();
        while (true) {
            Matcher matcher = pattern.matcher(wording.text()).region(0, end).useTransparentBounds(true);
            int start = -1;
            while (matcher.find()) {
                start = matcher.start();
            }
            if (start < 0 || !matcher.reset().region(start, end).find()) {
                return Optional.empty();
            }
            if (namesFile(wording, matcher, pattern)) {
                return Optional.of(matcher);
            }
            end = matcher.start("cut");
        }
    }

    private static boolean namesFile(Wording wording, Matcher match, Pattern pattern) {
        if (!match.namedGroups().containsKey("file")) {
            return true;
        }
        String file = match.group("file");
        String name = wording.literal(file);
        boolean text = file.startsWith("⟦") && !Tokens.looksLikeFile(name) && !pattern.equals(CALLED);
        return !text && !Tokens.abbreviation(name) && Tokens.canName(name);
    }

    private static Found found(Wording wording, Matcher match, Destination.Format format) {
        String name = wording.literal(Tokens.trimmed(match.group("file")));
        String folder = "";
        for (int group = 1; group <= match.groupCount(); group++) {
            boolean named = group == groupOf(match, "cut") || group == groupOf(match, "file");
            if (!named && match.group(group) != null) {
                folder = wording.literal(Tokens.trimmed(match.group(group)));
            }
        }
        String path = folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
        return new Found(new Destination(path, format), tidy(cut(wording, match)));
    }

    private static int groupOf(Matcher match, String name) {
        return match.namedGroups().getOrDefault(name, -1);
    }

    private static Wording cut(Wording wording, Matcher match) {
        return wording.without(match.start("cut"), match.end("cut"));
    }

    /** Drops the "and write it" that has lost its file. */
    static Wording tidy(Wording wording) {
        Optional<MatchResult> left = wording.find(PRONOUN);
        return left.isPresent() && left.get().start() > 0
                ? wording.without(left.get().start(), left.get().end())
                : wording;
    }

    private static Found form(Wording wording) {
        Matcher matcher = FORMAT.matcher(wording.text());
        if (!matcher.find()) {
            return new Found(Destination.ANSWER, wording);
        }
        String format = matcher.group("format") != null ? matcher.group("format") : matcher.group("adjective");
        Destination.Format said = format != null ? format(format) : shape(matcher.group("shape"));
        return new Found(new Destination("", said), wording.without(matcher.start(), matcher.end()));
    }

    private static Destination.Format shape(String shape) {
        return shape.equalsIgnoreCase("list") ? Destination.Format.LIST : Destination.Format.UNSAID;
    }

    private static Destination.Format format(String word) {
        return switch (word.toLowerCase(java.util.Locale.ROOT)) {
            case "csv" -> Destination.Format.CSV;
            case "tsv" -> Destination.Format.TSV;
            case "json" -> Destination.Format.JSON;
            case "markdown", "md" -> Destination.Format.MARKDOWN;
            default -> Destination.Format.PLAIN;
        };
    }

    private static String defaultName(Destination.Format format) {
        return switch (format) {
            case CSV -> "report.csv";
            case TSV -> "report.tsv";
            case JSON -> "report.json";
            case PLAIN -> "report.txt";
            case UNSAID, MARKDOWN, LIST -> "report.md";
        };
    }
}
