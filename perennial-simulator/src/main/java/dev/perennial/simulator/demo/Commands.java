package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands wishes to run a command, to copy, move and make folders, and to run the tests. */
final class Commands {

    private static final String RUN = "(?:re-?run|run|execute|exec|invoke|launch|start|try|call|führe|exécute|ejecuta)";
    private static final String FILLER =
            "(?:(?:the|this|following|a|shell|bash|terminal|command|commands|line|cmd|program|me|for|script|befehl)\\s*:?\\s+)*";
    private static final Pattern QUOTED = Pattern.compile(
            "\\b" + RUN
                    + "\\b[^⟦]{0,40}⟦(\\d+)⟧|\\b(?:output|result|exit code|exit status)\\s+of\\s+[^⟦.]{0,30}⟦(\\d+)⟧|\\bwhat\\s+(?:does|is|do you (?:see|get) (?:from|with|when))\\b[^⟦]{0,40}⟦(\\d+)⟧\\s*(?:print|return|say|output|show|give|do\\b)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile(
            "\\b" + RUN + "\\s+" + FILLER
                    + "(?<command>[^\\n]+)|\\b(?:output|result|exit code|exit status)\\s+of\\s+(?:running\\s+)?"
                    + FILLER
                    + "(?<output>[^\\n?]+)|^\\$\\s+(?<prompt>[^\\n]+)|\\bwhat\\s+does\\s+(?:the\\s+command\\s+)?(?<does>[^\\n?]+?)\\s+(?:print|return|output|give)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile(
            "(?:,?\\s+(?:and|then|und)\\s+(?:then\\s+)?(?:tell|show|report|explain|summari[sz]e|give|print|let|say|describe|return|what|paste|list|send|write|save|put)\\b.*|\\s+(?:for me|please|in (?:the|a) (?:shell|terminal)|with bash|in bash|using bash|command)\\b.*|\\s+to\\s+(?:see|find out|check|show|get)\\b.*|[?!]\\s*|(?<=[\\w\\s])\\.\\s*|,\\s*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OUTPUT_OF =
            Pattern.compile("\\b(?:output|result)s?\\s+of\\s+[^⟦.]{0,30}⟦(\\d+)⟧", Pattern.CASE_INSENSITIVE);
    private static final Set<String> KNOWN = Set.copyOf(List.of(
            ("ls cat echo pwd date git grep find wc head tail sort uniq uname whoami id hostname df du ps env printenv which java javac mvn ./mvnw gradle ./gradlew npm node npx yarn pnpm python python3 pip make cargo go rustc ruby"
                            + " perl php bash sh sed awk cut tr touch mkdir cp mv rm rmdir ln chmod stat file tree curl wget ping tar zip unzip gzip docker kubectl uptime free cal expr seq printf test true false sleep time nproc arch tee xargs diff cmp md5sum sha256sum base64 jq"
                            + " type command tput tty basename dirname realpath readlink ss netstat ip ifconfig top history jshell sqlite3 psql pytest go cmake gcc g++ clang exit")
                    .split(" ")));
    private static final Pattern TESTS = Tokens.words(
            "(?:run|execute|start|launch)\\s+(?:all\\s+)?(?:of\\s+)?(?:the|my|our|its|all)?\\s*(?:unit\\s+|project'?s?\\s+)?(?:test(?:s|\\s?suite|\\s+cases)|test)");
    private static final Pattern FOLDER = Pattern.compile(
            "\\b(?:create|make|mkdir|add|new|set up)\\s+(?:me\\s+)?(?:an?\\s+|the\\s+)?(?:new\\s+|empty\\s+)*(?:folder|directory|dir|subfolder)\\s+(?:(?:called|named|with the name)\\s+)?("
                    + Tokens.PATH + "|" + Tokens.WORD
                    + ")(?:\\s+(?:in|inside|under)\\s+(?:the\\s+)?(?:folder\\s+|directory\\s+)?(" + Tokens.PATH + "|"
                    + Tokens.WORD + "))?(?![^.]*\\bfile\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRANSFER = Pattern.compile(
            "\\b(?<verb>copy|duplicate|move|rename)\\s+(?:the\\s+)?(?:file\\s+|folder\\s+|directory\\s+)?(?<from>"
                    + Tokens.FILE + "|" + Tokens.PATH + "|" + Tokens.WORD
                    + ")\\s+(?:to|into|as|in)\\s+(?:the\\s+)?(?:file\\s+|folder\\s+|directory\\s+)?(?<to>" + Tokens.FILE
                    + "|" + Tokens.PATH + "|" + Tokens.WORD + ")(?:\\s+folder|\\s+directory)?\\s*[.!]?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATES_PROGRAM = Tokens.words(
            "(?:write|create|make|generate|add|save|put|append|replace|search|find|explain|summari[sz]e|count)");

    private static final Pattern NO_FOLDER = Tokens.words(
            "in|for|with|and|to|of|called|named|structure|listing|tree|table|report|overview|summary|here|that|which|or|containing|contents?|statistics|list|count");
    private static final Pattern IN_FOLDER = Pattern.compile(
            "\\s*(?<in>\\s(?:in|inside)\\s+(?:the\\s+)?(?:(?:folder|directory)\\s+)?[\\p{L}\\p{N}_./~-]+(?<!\\.))(?:\\s+(?:folder|directory))?\\s*[.!?]?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WITHIN = Pattern.compile(
            "^(?<command>(?!.*\\bfor\\b).+?)\\s+(?:in|inside)\\s+(?:the\\s+)?(?:(?:folder|directory)\\s+)?(?<folder>[\\p{L}\\p{N}_./~-]+)(?:\\s+(?:folder|directory))?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPED = Pattern.compile(
            "^(?:echo|wc|git|df|du|ps|pwd|date|whoami|hostname|uname|uptime|nproc|env|printenv|printf|java|javac|mvn|npm|node|npx|python3?|pip3?|cargo|sed|awk|chmod|stat|seq|id|ip|curl|docker|md5sum|sha256sum|diff|cmp|nl|tac|ls(?=\\s+-)|\\./\\S+)(?:\\s|$)");
    private static final Pattern SYNTAX = Pattern.compile("\\s--?[A-Za-z]|\\s\\|\\s|&&|\\s>>?\\s");
    private static final Pattern PROSE = Tokens.words(
            "the|of|in|my|all|how|what|files?|code|lines?|please|for|and|each|every|this|is|are|per|count|loc|sources?|program|script|version\\?|docs|here|directory|folder");

    private Commands() {}

    static Optional<Intent> parse(Wording wording) {
        for (List<Optional<Intent>> readings : List.of(List.of(
                quoted(wording), tests(wording), typed(wording), bare(wording), folder(wording), transfer(wording)))) {
            Optional<Intent> first = readings.stream().flatMap(Optional::stream).findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    /** A command whose output is wanted in a file: "the output of `ls`". */
    static Optional<Intent> output(Wording rest) {
        Optional<MatchResult> match = rest.find(OUTPUT_OF);
        return match.flatMap(
                found -> command(runnable(rest.quotation(found.group(1)).text())));
    }

    private static Optional<Intent> quoted(Wording wording) {
        Optional<MatchResult> match = wording.find(QUOTED);
        if (match.isEmpty()) {
            return wording.text().equals("⟦0⟧")
                            && wording.quotations().getFirst().mark() == '`'
                    ? command(wording.literal("⟦0⟧"))
                    : Optional.empty();
        }
        Wording before = new Wording(wording.text().substring(0, match.get().start()), wording.quotations());
        String index = firstGroup(match.get());
        Wording.Quotation quotation = wording.quotation(index);
        boolean asks = match.get().group().toLowerCase(java.util.Locale.ROOT).startsWith("what");
        boolean shown = quotation.mark() == '`' || quotation.mark() == '~' || known(quotation.text());
        boolean file = asks
                && Tokens.looksLikeFile(quotation.text())
                && !quotation.text().contains(" ");
        return before.has(CREATES_PROGRAM) || file || (asks && !shown)
                ? Optional.empty()
                : command(within(runnable(quotation.text()) + place(wording, match.get())));
    }

    /** " in docs" after a quoted command. */
    private static String place(Wording wording, MatchResult command) {
        String after = wording.text().substring(command.end());
        Matcher place = IN_FOLDER.matcher(after);
        return place.lookingAt() ? place.group("in") : "";
    }

    /** A lone script file runs with what its extension says. */
    private static String runnable(String text) {
        if (!text.matches("[\\w./-]+\\.\\w+")) {
            return text.strip();
        }
        String extension = text.substring(text.lastIndexOf('.') + 1);
        return switch (extension) {
            case "py" -> "python3 " + Shell.path(text);
            case "sh" -> "sh " + Shell.path(text);
            case "js", "mjs" -> "node " + Shell.path(text);
            case "java" -> "java " + Shell.path(text);
            case "rb" -> "ruby " + Shell.path(text);
            case "pl" -> "perl " + Shell.path(text);
            default -> text;
        };
    }

    private static Optional<Intent> bare(Wording wording) {
        Optional<MatchResult> match = wording.find(BARE);
        if (match.isEmpty()) {
            return Optional.empty();
        }
        String text = wording.original(trimmed(firstGroup(match.get())));
        boolean script = text.matches("(?:[\\w./-]*/)?[\\w-]+\\.(?:py|sh|js|mjs|java|rb|pl)(?:\\s.*)?");
        Wording before = new Wording(wording.text().substring(0, match.get().start()), wording.quotations());
        if (before.has(CREATES_PROGRAM) || (!known(text) && !script) || looksLikeProse(text)) {
            return Optional.empty();
        }
        return command(within(script ? runnable(text) : text));
    }

    /** "ls in docs" is "ls", run there. */
    private static String within(String text) {
        Matcher within = WITHIN.matcher(text);
        boolean folder = within.matches() && Tokens.canName(within.group("folder"));
        return folder ? "cd " + Shell.path(within.group("folder")) + " && " + within.group("command") : text;
    }

    /** A command without any words around it: "wc -l a.txt", "echo hello". */
    private static Optional<Intent> typed(Wording wording) {
        String text = wording.original(wording.text());
        boolean program = TYPED.matcher(text).find() && !text.contains("\n");
        boolean options = SYNTAX.matcher(text).find() && known(text);
        boolean prose = PROSE.matcher(wording.text()).find();
        return (program || options) && !prose ? command(text) : Optional.empty();
    }

    private static String firstGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        return "";
    }

    private static String trimmed(String command) {
        String before = command;
        String after = END.matcher(before).replaceFirst("").strip();
        while (!after.equals(before)) {
            before = after;
            after = END.matcher(before).replaceFirst("").strip();
        }
        return after;
    }

    private static boolean known(String command) {
        String first = command.strip().split("\\s+", 2)[0];
        return KNOWN.contains(first)
                || first.startsWith("./")
                || first.startsWith("/")
                || first.matches("[A-Z_]+=\\S*");
    }

    /** "find the largest file", "test whether it works", "make a list" start like commands but are none. */
    private static boolean looksLikeProse(String text) {
        return text.matches(
                "(?i)(?:find|make|test|time|file|sort|cut|which|type|go|top|date|touch|command|history|expr|join|stat|sleep|exit)\\s+(?:the|a|an|all|me|that|this|if|whether|out|every|each|my|our|for|to|of|and)\\b.*");
    }

    private static Optional<Intent> tests(Wording wording) {
        return wording.has(TESTS) ? Optional.of(new Intent.RunTests()) : Optional.empty();
    }

    private static Optional<Intent> folder(Wording wording) {
        Optional<MatchResult> match = wording.find(FOLDER);
        if (match.isEmpty() || NO_FOLDER.matcher(match.get().group(1)).matches()) {
            return Optional.empty();
        }
        String name = wording.literal(Tokens.trimmed(match.get().group(1)));
        String parent = match.get().group(2);
        boolean inside = parent != null && Tokens.canName(Tokens.trimmed(parent));
        String path = inside ? wording.literal(Tokens.trimmed(parent == null ? "" : parent)) + "/" + name : name;
        return command("mkdir -p " + Shell.path(path));
    }

    private static Optional<Intent> transfer(Wording wording) {
        return wording.find(TRANSFER).flatMap(match -> {
            String from = Shell.path(wording.literal(Tokens.trimmed(match.group(2))));
            String to = Shell.path(wording.literal(Tokens.trimmed(match.group(3))));
            boolean copy = match.group(1).toLowerCase(java.util.Locale.ROOT).matches("copy|duplicate");
            return command((copy ? "cp -R " : "mv ") + from + " " + to);
        });
    }

    private static Optional<Intent> command(String command) {
        return command.isBlank() ? Optional.empty() : Optional.of(new Intent.Run(command.strip()));
    }
}
