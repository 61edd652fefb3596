package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names of files and folders look in a sentence. */
final class Tokens {

    /** A quotation, or something with an extension, or one of the names that have none. */
    static final String FILE =
            "(?:⟦\\d+⟧|(?:~/|\\.{1,2}/|/)?(?:[\\p{L}\\p{N}_@+%-][\\p{L}\\p{N}_.@+%-]*/)*[\\p{L}\\p{N}_@+%.-]*"
                    + "\\.[A-Za-z][A-Za-z0-9]{0,9}(?![\\p{L}\\p{N}_/])|(?:[\\p{L}\\p{N}_.-]+/)*(?:README|LICENSE|LICENCE|Makefile|Dockerfile|CHANGELOG|NOTICE|CONTRIBUTING|TODO)\\b(?!\\.\\w))";

    /** Something that can only be a path. */
    static final String PATH =
            "(?:(?:~|\\.{1,2})?/[^\\s,;:!?\"')⟦⟧]*|[\\p{L}\\p{N}_.@+-]+/[\\p{L}\\p{N}_.@+/-]*|\\.{1,2}(?=\\s|$))";

    /** One word that may be the name of something, dots and dashes included. */
    static final String WORD = "(?:⟦\\d+⟧|[\\p{L}\\p{N}_.@+-]*[\\p{L}\\p{N}_])";

    private static final Set<String> NO_NAMES = Set.copyOf(List.of(
            "a an the this that these those it them its their my our your all any each every some both other same"
                    .concat(
                            " and or but then by per with without of in on at to for from into as is are be do does did has have not only also")
                    .concat(
                            " which what who where when how many much total order detail details general particular english german french spanish")
                    .concat(
                            " code source sources line lines loc word words character characters char chars byte bytes size sizes file files folder folders directory directories dir")
                    .concat(
                            " module modules package packages project projects repository repo extension extensions type types")
                    .concat(
                            " here there current working whole entire root main top bottom end beginning start first last")
                    .concat(
                            " alphabetical ascending descending reverse markdown csv json tsv plain text table list report result results output answer summary")
                    .concat(
                            " one two three me you us please now recursively subfolders containing contains contain named called sorted general about mine ours use turn short case")
                    .concat(
                            " biggest largest longest smallest shortest heaviest newest oldest latest fewest most least altogether together combined overall alone individual given following above below count list show find write save summarize summarise put print excluding except ignoring contents content tree structure everything anything something nothing lot lots addition use depth time fact particular")
                    .split(" ")));
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?]+$");
    private static final Set<String> ABBREVIATIONS = Set.of("e.g", "i.e", "node.js", "vue.js", "asp.net", "etc.pp");

    private Tokens() {}

    static boolean canName(String word) {
        return !NO_NAMES.contains(word.toLowerCase(Locale.ROOT)) && !word.matches("\\d{1,3}");
    }

    static boolean abbreviation(String word) {
        return ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    static String trimmed(String token) {
        String bare = TRAILING.matcher(token).replaceFirst("");
        return token.matches("\\.{1,2}/?") ? token : trimmedPath(bare);
    }

    static String trimmedPath(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.replaceFirst("/+$", "") : path;
    }

    /** Whether a quotation reads like the name of a file rather than like a text. */
    static boolean looksLikeFile(String text) {
        boolean extension = text.length() < 200 && text.matches("[^\\n]*[^\\s/.][^\\n/]*\\.[A-Za-z][A-Za-z0-9]{0,9}");
        return extension || text.matches("(?:\\S*/)?(?:README|LICENSE|Makefile|Dockerfile|CHANGELOG|NOTICE|TODO)");
    }

    static Pattern words(String regex) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}_])(?:" + regex + ")(?![\\p{L}\\p{N}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
