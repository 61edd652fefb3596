package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds out which files are meant: "Java", "*.foo", "files ending in .txt", "log files", "files called pom.xml". */
final class Filters {

    /** What was found and the words that are left. */
    record Found(FileFilter filter, Wording rest) {}

    private record Kind(String label, String words, boolean needsNoun, String globs) {
        Pattern pattern() {
            String noun =
                    "(?:[- ]?(?:source )?(?:files?|code|sources?|scripts?|classes|programs?|documents?|pages?|dateien|lines?))";
            String alone = words
                    + "(?![/\\p{L}\\p{N}_]|-(?!(?:files?|code|dateien|quell|zeilen|skripte)\\b)|\\.\\w)(?!\\s+(?:folder|directory|dir|module|project|package)s?\\b)";
            String before = "(?<![\\p{L}\\p{N}_./*-])";
            String context = needsNoun
                    ? before + "(?:" + words + ")" + noun + "\\b|(?<=\\b(?:lines of|code in|lines in) )(?:" + words
                            + ")(?![\\p{L}\\p{N}_./+#-])"
                    : before + "(?:" + alone + ")" + noun.replace("|lines?", "") + "?";
            return Pattern.compile(context, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("JavaScript", "(?:javascript|js)", false, "*.js *.jsx *.mjs *.cjs"),
            new Kind("TypeScript", "(?:typescript|ts)", false, "*.ts *.tsx"),
            new Kind("Java", "java", false, "*.java"),
            new Kind("Python", "(?:python|py)", false, "*.py"),
            new Kind("Kotlin", "(?:kotlin)", false, "*.kt *.kts"),
            new Kind("C++", "(?:c\\+\\+|cpp)", false, "*.cpp *.cc *.cxx *.hpp *.hh *.hxx *.h"),
            new Kind("C#", "(?:c#|csharp)", false, "*.cs"),
            new Kind("Objective-C", "objective-c", false, "*.m *.mm"),
            new Kind("Go", "(?:go|golang)", true, "*.go"),
            new Kind("C", "c", true, "*.c *.h"),
            new Kind("R", "r", true, "*.r *.R"),
            new Kind("Rust", "rust", false, "*.rs"),
            new Kind("Ruby", "ruby", false, "*.rb"),
            new Kind("Scala", "scala", false, "*.scala"),
            new Kind("Groovy", "groovy", false, "*.groovy"),
            new Kind("Gradle", "gradle", true, "*.gradle *.gradle.kts"),
            new Kind("Swift", "swift", true, "*.swift"),
            new Kind("PHP", "php", false, "*.php"),
            new Kind("Perl", "perl", false, "*.pl *.pm"),
            new Kind("Lua", "lua", false, "*.lua"),
            new Kind("Haskell", "haskell", false, "*.hs"),
            new Kind("Clojure", "clojure", false, "*.clj *.cljs"),
            new Kind("Dart", "dart", true, "*.dart"),
            new Kind("shell", "(?:shell|bash|sh)", true, "*.sh *.bash"),
            new Kind("HTML", "html", false, "*.html *.htm"),
            new Kind("CSS", "(?:css|stylesheets?)", false, "*.css *.scss"),
            new Kind("XML", "xml", false, "*.xml"),
            new Kind("JSON", "json", true, "*.json"),
            new Kind("YAML", "ya?ml", false, "*.yml *.yaml"),
            new Kind("TOML", "toml", false, "*.toml"),
            new Kind("Markdown", "(?:markdown|md)", true, "*.md *.markdown"),
            new Kind("text", "(?:text|txt|plain text)", true, "*.txt"),
            new Kind("log", "logs?", true, "*.log"),
            new Kind("SQL", "sql", false, "*.sql"),
            new Kind("CSV", "csv", true, "*.csv"),
            new Kind("properties", "properties", true, "*.properties"),
            new Kind("image", "images?", true, "*.png *.jpg *.jpeg *.gif *.svg *.webp"),
            new Kind("PDF", "pdfs?", false, "*.pdf"),
            new Kind(
                    "source",
                    "(?:source|program)",
                    true,
                    "*.java *.kt *.kts *.scala *.groovy *.py *.js *.jsx *.mjs *.ts *.tsx *.c *.h *.cc *.cpp *.hpp *.cs *.go *.rs *.rb *.php *.pl *.swift *.sh *.lua *.hs *.sql"));

    private static final Map<Kind, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        KINDS.forEach(kind -> PATTERNS.put(kind, kind.pattern()));
    }

    private static final String NOT_EXTENSION =
            "(?!git\\b|github|vscode|idea|venv|config|ssh|mvn|gradle\\b(?!\\s+files?)|m2\\b|env\\b)";
    private static final Pattern GLOB = Pattern.compile("(?<!\\S)(?:[\\w-]*\\*[\\w.*?-]*)");
    private static final Pattern DOTTED = Pattern.compile("(?<![\\p{L}\\p{N}_/*.⟧])\\." + NOT_EXTENSION
            + "([A-Za-z][A-Za-z0-9+]{0,9})(?![\\w./])(?:[- ]?files?)?(?!\\s+(?:folder|directory))");
    private static final Pattern ENDING = Pattern.compile(
            "(?:files?\\s+)?(?:that\\s+|which\\s+|whose\\s+names?\\s+)?(?:end(?:ing|s)?\\s+(?:in|with|on)|with\\s+(?:the\\s+|an?\\s+)?(?:file\\s+)?(?:extension|suffix|ending)(?:\\s+of)?|of\\s+type|having\\s+extension)\\s+(⟦\\d+⟧|\\.?[\\w.*+-]*\\w)(?:\\s+extension)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile(
            "files?\\s+(?:that\\s+are\\s+|which\\s+are\\s+)?(?:named|called|with\\s+the\\s+name)\\s+(" + Tokens.FILE
                    + "|" + Tokens.WORD + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_FILES =
            Pattern.compile("(?<!\\S)([\\w-]+\\.[A-Za-z]\\w{0,9})\\s+files\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern STARTING = Pattern.compile(
            "files?\\s+(?:that\\s+|which\\s+|whose\\s+names?\\s+)?(?:start(?:ing|s)?|begin(?:ning|s)?)\\s+with\\s+("
                    + Tokens.WORD + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_NAME = Pattern.compile(
            "files?\\s+with\\s+(" + Tokens.WORD + ")\\s+in\\s+(?:the|their|its)\\s+names?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_FILES =
            Pattern.compile("(?<![\\p{L}\\p{N}_./-])([a-z][a-z0-9+]{1,9})[- ]files\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> ADJECTIVES = Set.copyOf(List.of(
            ("the these those all many any my our your some few more most other such new old hidden empty big large small largest biggest smallest longest"
                            + " regular test several different which what how your no of in with and list count both single individual contained existing two three four five ten source show find log text are do are long"
                            + " short code source lines line words word bytes characters chars size sizes newest oldest latest recent only are changed modified input output data every each their its first last delete remove number total there these are read project config configuration")
                    .split(" ")));
    private static final Pattern CODE = Tokens.words("(?:lines of )?(?:source )?code|loc|sloc|lines of source");

    private Filters() {}

    static Found extract(Wording wording) {
        Conditions.Found conditions = Conditions.extract(wording);
        Found names = names(conditions.rest());
        return new Found(names.filter().with(conditions.conditions()), names.rest());
    }

    /** Whether a word names a kind of files. */
    static boolean known(String word) {
        return !kinds(new Wording(word + " files", List.of())).filter().all();
    }

    private static Found names(Wording wording) {
        Optional<Found> explicit = explicit(wording);
        if (explicit.isPresent()) {
            return explicit.get();
        }
        Found kinds = kinds(wording);
        if (!kinds.filter().all()) {
            return kinds;
        }
        return other(wording);
    }

    private static Optional<Found> explicit(Wording wording) {
        record Shape(Pattern pattern, String before, String after) {}
        for (Shape shape : List.of(
                new Shape(NAMED, "", ""),
                new Shape(NAME_FILES, "", ""),
                new Shape(STARTING, "", "*"),
                new Shape(WITH_NAME, "*", "*"))) {
            Optional<MatchResult> match = wording.find(shape.pattern());
            if (match.isPresent()) {
                String name = wording.literal(match.get().group(1));
                return Optional.of(found(wording, match.get(), name, List.of(shape.before() + name + shape.after())));
            }
        }
        Optional<MatchResult> ending = wording.find(ENDING);
        if (ending.isPresent()) {
            String suffix = wording.literal(ending.get().group(1)).replaceFirst("^\\*", "");
            boolean dotted =
                    suffix.startsWith(".") || ending.get().group().matches("(?is).*\\b(?:extension|type)\\b.*");
            String dot = dotted && !suffix.startsWith(".") ? "." : "";
            return Optional.of(found(wording, ending.get(), dot + suffix, List.of("*" + dot + suffix)));
        }
        return globs(wording);
    }

    private static Optional<Found> globs(Wording wording) {
        for (Pattern pattern : List.of(GLOB, DOTTED)) {
            List<MatchResult> matches =
                    pattern.matcher(wording.text()).results().toList();
            if (!matches.isEmpty()) {
                Set<String> globs = new LinkedHashSet<>();
                matches.forEach(m -> globs.add(m.groupCount() == 0 ? Tokens.trimmed(m.group()) : "*." + m.group(1)));
                List<String> labels = globs.stream()
                        .map(glob -> glob.matches("\\*\\.\\w+") ? glob.substring(1) : glob)
                        .toList();
                Wording rest = wording.with(pattern.matcher(wording.text()).replaceAll(" files "));
                return Optional.of(new Found(new FileFilter(String.join(" and ", labels), List.copyOf(globs)), rest));
            }
        }
        return Optional.empty();
    }

    private static Found found(Wording wording, MatchResult match, String label, List<String> globs) {
        Wording rest = wording.with(wording.text().substring(0, match.start()) + " files "
                + wording.text().substring(match.end()));
        return new Found(new FileFilter(label, globs), rest);
    }

    private static Found kinds(Wording wording) {
        List<String> labels = new ArrayList<>();
        Set<String> globs = new LinkedHashSet<>();
        Wording rest = wording;
        for (Map.Entry<Kind, Pattern> entry : PATTERNS.entrySet()) {
            Optional<MatchResult> match = rest.find(entry.getValue());
            boolean general = entry.getKey().label().equals("source");
            if (match.isPresent() && !(general && !labels.isEmpty())) {
                labels.add(entry.getKey().label());
                globs.addAll(List.of(entry.getKey().globs().split(" ")));
                rest = rest.with(entry.getValue().matcher(rest.text()).replaceAll(Filters::noun));
            }
        }
        return new Found(new FileFilter(String.join(" and ", labels), List.copyOf(globs)), rest);
    }

    /** What stays of "Python lines" once Python is understood. */
    private static String noun(MatchResult match) {
        String words = match.group().toLowerCase(Locale.ROOT);
        return words.endsWith("lines") ? " lines " : words.contains("line") ? " line " : " files ";
    }

    private static Found other(Wording wording) {
        Optional<MatchResult> files = wording.find(ANY_FILES);
        if (files.isPresent() && !ADJECTIVES.contains(files.get().group(1).toLowerCase(Locale.ROOT))) {
            String extension = files.get().group(1);
            return found(wording, files.get(), "." + extension, List.of("*." + extension));
        }
        if (wording.has(CODE)) {
            Kind source = KINDS.getLast();
            return new Found(new FileFilter("source", List.of(source.globs().split(" "))), wording);
        }
        return new Found(FileFilter.ALL, wording);
    }
}
