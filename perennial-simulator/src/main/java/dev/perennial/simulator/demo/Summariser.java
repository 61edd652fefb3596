package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.SummaryPlan.Part;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is in a text by what stands in it: headings, first sentences, declarations. Nothing is made up. */
final class Summariser {

    private static final Pattern CODE_NAME = Pattern.compile(
            "(?i).*\\.(?:java|kt|kts|scala|groovy|py|jsx?|mjs|tsx?|c|h|cc|cpp|hpp|cs|go|rs|rb|php|swift|sh|lua)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.+?)\\s*#*$", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile(
            "^\\s*(?:import\\s|from\\s+\\S+\\s+import|#include|using\\s+[\\w.]+;|require\\b|use\\s+[\\w:]+)",
            Pattern.MULTILINE);
    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*(?:package|namespace)\\s+([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^[ \\t]*(?:(?:export|default|public|private|protected|final|abstract|sealed|non-sealed|static|data|pub)\\s+)*(?:class|interface|enum|record|struct|trait|object|@interface|type)\\s+([A-Za-z_]\\w*)",
            Pattern.MULTILINE);
    private static final Pattern FUNCTION = Pattern.compile(
            "^[ \\t]*(?:(?:(?:export|default|async|pub|public|private|protected|static|final|abstract|synchronized|override)\\s+)*(?:def|function|fun|func|fn)\\s+(?:\\([^)]*\\)\\s*)?([A-Za-z_]\\w*)|(?:(?:public|private|protected|static|final|abstract|synchronized|default|native)\\s+)*(?!return\\b|new\\b|else\\b|throw\\b|record\\b|case\\b|class\\b)[A-Za-z_][\\w<>\\[\\], ?.@]*\\s+([a-z_]\\w*)\\s*\\([^;{}()]*(?:\\([^()]*\\)[^;{}()]*)*\\)\\s*(?:throws\\s+[\\w., ]+)?\\{)",
            Pattern.MULTILINE);
    private static final Pattern DOC = Pattern.compile(
            "/\\*\\*\\s*(.*?)\\*/|^\\s*\"\"\"(.*?)\"\"\"|^(?:#(?!!)|//)\\s*(.+)$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|¶");
    private static final int MOST_NAMES = 15;

    private Summariser() {}

    static String describe(String name, Part part, int read, Intent.Length length) {
        String size = "`" + name + "` has " + Intent.Metric.LINES.of(part.lines()) + ", "
                + Intent.Metric.WORDS.of(part.words()) + " and " + Intent.Metric.BYTES.of(part.bytes()) + ".";
        if (part.content().isBlank()) {
            return part.bytes() == 0 ? "`" + name + "` is empty." : size + " There is no text in it to summarise.";
        }
        if (ShowPlan.binary(part.content())) {
            return size + " It is not a text file, so there is nothing to summarise.";
        }
        boolean code = CODE_NAME.matcher(name).matches();
        if (!code && length.sentences() > 0) {
            return gist(part.content(), length);
        }
        String cut = part.bytes() > read ? " I looked at its first " + read + " bytes." : "";
        return size + cut + "\n\n"
                + (code
                        ? code(part.content())
                        : DataGist.of(name, part.content()).orElseGet(() -> prose(part.content(), length)));
    }

    /** One line about a file of several. */
    static String line(Part part) {
        String content = part.content();
        if (part.bytes() == 0 || ShowPlan.binary(content)) {
            return "`" + part.name() + "` ("
                    + (part.bytes() == 0 ? "empty" : Intent.Metric.BYTES.of(part.bytes()) + ", not a text") + ")";
        }
        String what = CODE_NAME.matcher(part.name()).matches()
                ? contents(content)
                : firstSentences(withoutHeadings(content), 1);
        List<String> headings = groups(HEADING, content);
        String title = CODE_NAME.matcher(part.name()).matches() || headings.isEmpty()
                ? ""
                : "\"" + headings.getFirst() + "\". ";
        return "`" + part.name() + "` (" + Intent.Metric.LINES.of(part.lines()) + ")"
                + ((title + what).isBlank() ? "" : ": " + title + what.strip());
    }

    private static String contents(String code) {
        String types = names("", TYPE, code, 4).strip();
        String functions = names("", FUNCTION, code, 6).strip();
        String defined = types.isEmpty() && !functions.isEmpty() ? "defines " + functions : types;
        String purpose = purpose(code);
        return defined + (defined.isEmpty() || purpose.isEmpty() ? "" : ". ") + purpose;
    }

    private static String prose(String content, Intent.Length length) {
        List<String> headings = groups(HEADING, content);
        StringBuilder text = new StringBuilder();
        if (!headings.isEmpty()) {
            text.append("Title: ").append(headings.getFirst()).append("\n");
        }
        if (headings.size() > 1) {
            text.append("Sections: ")
                    .append(headings.stream().skip(1).limit(MOST_NAMES).collect(Collectors.joining("; ")))
                    .append(headings.size() > MOST_NAMES + 1 ? "; …" : "")
                    .append("\n");
        }
        String gist = gist(content, length);
        return (text + (gist.isEmpty() ? "" : (length.bullets() ? "" : "It says: ") + gist)).strip();
    }

    private static String code(String content) {
        StringBuilder text = new StringBuilder();
        List<String> packages = groups(PACKAGE, content);
        text.append(packages.isEmpty() ? "" : "- package `" + packages.getFirst() + "`\n");
        long imports = IMPORT.matcher(content).results().count();
        text.append("- ").append(imports).append(imports == 1 ? " import\n" : " imports\n");
        text.append(names("- types: ", TYPE, content, MOST_NAMES))
                .append(names("- functions and methods: ", FUNCTION, content, MOST_NAMES));
        String purpose = purpose(content);
        return text + (purpose.isEmpty() ? "" : "- its first comment says: " + purpose);
    }

    /** What a text says, in its own sentences. */
    static String gist(String content, Intent.Length length) {
        String text = withoutHeadings(content);
        int usual = Math.clamp(Prose.words(text) / 50, 2, 6);
        List<String> sentences = Gist.of(text, length.sentences() > 0 ? length.sentences() : usual);
        return sentences.stream()
                .map(sentence -> length.bullets() ? "- " + sentence : sentence)
                .collect(Collectors.joining(length.bullets() ? "\n" : " "));
    }

    private static String names(String label, Pattern pattern, String content, int most) {
        List<String> names = groups(pattern, content).stream().distinct().toList();
        String list = names.stream().limit(most).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : label + list + (names.size() > most ? " and " + (names.size() - most) + " more" : "") + "\n";
    }

    private static String purpose(String content) {
        return groups(DOC, content).stream()
                .map(doc -> firstSentences(doc.replaceAll("(?m)^\\s*\\*+", " "), 1))
                .filter(doc -> doc.length() > 3 && !doc.matches("(?i).*(?:copyright|licen[cs]e).*"))
                .findFirst()
                .orElse("");
    }

    private static List<String> groups(Pattern pattern, String content) {
        return pattern.matcher(content)
                .results()
                .map(Summariser::group)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static String group(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i).strip();
            }
        }
        return "";
    }

    private static String withoutHeadings(String content) {
        return content.replaceAll("(?s)```.*?(?:```|$)", " ")
                .replaceAll("(?m)^(?:#{1,6}\\s.*|[-=*|].*[|]\\s*|[-=*_]{3,}|!?\\[.*\\]\\(.*\\)|<.*>)\\s*$", "\n");
    }

    static String firstSentences(String text, int count) {
        String flat = text.replaceAll("\\n\\s*\\n", " ¶ ")
                .replaceAll("\\s+", " ")
                .replaceAll("(?:¶ ?)+", "¶")
                .strip()
                .replaceFirst("^¶", "");
        StringBuilder sentences = new StringBuilder();
        int found = 0;
        for (String piece : SENTENCE_END.splitAsStream(flat).toList()) {
            if (!piece.isBlank() && found < count) {
                sentences.append(found++ == 0 ? "" : " ").append(piece.strip());
            }
        }
        return sentences.length() > 600 ? sentences.substring(0, 600) + "…" : sentences.toString();
    }
}
