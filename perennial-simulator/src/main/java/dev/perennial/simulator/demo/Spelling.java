package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Mends slips of the keyboard in the words that requests are made of; names of files stay as they are. */
final class Spelling {

    private static final List<String> VOCABULARY = List.of(
            ("the and of in count how many number lines line words word characters files file folder folders directory module modules java python kotlin javascript typescript markdown"
                            + " list show display print read search find summarize summarise summary describe write create make save run execute command output each every total all what which"
                            + " where largest biggest longest smallest story long short tell poem haiku report table project tree extension language please give into number content contents")
                    .split(" "));
    private static final Set<String> KNOWN =
            Set.copyOf(VOCABULARY.stream().distinct().toList());
    /** Words that look like slips and are none. */
    private static final Set<String> REAL_WORDS = Set.copyOf(List.of(
            ("code core fine live mine fire this that them then they there here have than like work world with will tale tall tests test lane load lint link lists last lost shown shop store form take male fill film till sell bell well safe same rear real road free three fold model wrote white hand land sand know"
                            + " now who can are her its out our use you she sun ran ruin fun gun bun move sort sorry bake copy cake call cell hell hello hall ball wall talk lake mode node nine wine wide pile pole mile tile size side wind mind kind give gave five dive hive love")
                    .split(" ")));

    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\p{L}\\p{N}_./⟦-])\\p{L}{3,14}(?![\\p{L}\\p{N}_/⟧-]|\\.\\p{L})");

    private Spelling() {}

    static Wording mended(Wording wording) {
        return wording.with(TOKEN.matcher(wording.text()).replaceAll(token -> mended(token.group())));
    }

    private static String mended(String token) {
        String word = token.toLowerCase(Locale.ROOT);
        boolean capital = word.length() > 1 && token.equals(Character.toUpperCase(word.charAt(0)) + word.substring(1));
        boolean plural = word.endsWith("s") && KNOWN.contains(word.substring(0, word.length() - 1));
        if (KNOWN.contains(word) || REAL_WORDS.contains(word) || plural || capital) {
            return token;
        }
        return VOCABULARY.stream()
                .filter(known -> slip(word, known))
                .findFirst()
                .orElse(token);
    }

    /** One letter too many, missing, wrong or swapped; only swapped in short words. */
    private static boolean slip(String word, String known) {
        int start = 0;
        int most = Math.min(word.length(), known.length());
        while (start < most && word.charAt(start) == known.charAt(start)) {
            start++;
        }
        String left = word.substring(start);
        String right = known.substring(start);
        boolean swapped = left.length() > 1
                && right.length() == left.length()
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0)
                && left.substring(2).equals(right.substring(2));
        boolean longEnough = word.length() > 3 && known.length() > 3;
        boolean missing = !right.isEmpty() && left.equals(right.substring(1));
        boolean extra = !left.isEmpty() && left.substring(1).equals(right);
        boolean wrong = word.length() > 4
                && !left.isEmpty()
                && !right.isEmpty()
                && left.substring(1).equals(right.substring(1));
        return swapped || (longEnough && (missing || extra || wrong));
    }
}
