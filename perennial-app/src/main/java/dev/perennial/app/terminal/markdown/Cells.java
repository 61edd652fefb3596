package dev.perennial.app.terminal.markdown;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** How many columns text takes. */
final class Cells {

    private static final int VARIATION_SELECTOR_16 = 0xFE0F;

    private Cells() {}

    /** The text's characters as readers know them. */
    static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>(text.length());
        if (text.chars().allMatch(Cells::isAscii)) {
            text.chars().forEach(c -> clusters.add(Character.toString(c)));
            return clusters;
        }
        BreakIterator boundaries = BreakIterator.getCharacterInstance();
        boundaries.setText(text);
        for (int from = 0, to = boundaries.next(); to != BreakIterator.DONE; from = to, to = boundaries.next()) {
            clusters.add(text.substring(from, to));
        }
        return clusters;
    }

    /** What a cluster is made of, for rows that are too narrow for all of it. */
    static List<String> codePoints(String cluster) {
        return cluster.codePoints().mapToObj(Character::toString).toList();
    }

    /** What a text takes at most. */
    static int width(String text) {
        return clusters(text).stream().mapToInt(Cells::clusterWidth).sum();
    }

    /** What a cluster takes on terminals that know least of clusters: a family as all of its members. More would be wrapped. */
    static int clusterWidth(String cluster) {
        return cluster.length() == 1 && isAscii(cluster.charAt(0))
                ? 1
                : cluster.codePoints().map(Cells::codePointWidth).sum();
    }

    private static int codePointWidth(int codePoint) {
        if (codePoint == VARIATION_SELECTOR_16) {
            return 1;
        }
        boolean joinable = WCWidth.isRegionalIndicator(codePoint) || isSkinTone(codePoint);
        return joinable ? 2 : Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    private static boolean isAscii(int c) {
        return c >= ' ' && c <= '~';
    }
}
