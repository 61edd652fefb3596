package dev.perennial.stream.corpus;

import java.util.List;

/** Tables, lists and documents with tags. */
final class Markup {

    private static final List<String> CELLS = List.of(
            "yes", "no", "n/a", "0", "1", "12.50 €", "pending", "-", "2024-03-01", "`true`", "**ok**", "see below", "");
    private static final List<String> ITEMS = List.of(
            "Check the cable",
            "Restart the service",
            "Write it down",
            "Ask somebody who was there",
            "**Note:** this takes a minute",
            "`git status`",
            "Wait");
    private static final List<String> TAGS = List.of("item", "name", "li", "p", "td", "span class=\"a\"", "br/");
    private static final List<String> OWN_TAGS = List.of(
            "<r-1234>", "</r-1234>", "<done-1234/>", "</done>", "<r-7f3a>", "<done/>", "<thinking>", "</answer>");
    private static final List<String> MATHS = List.of(
            "\\frac{1}{2}",
            "\\sum_{i=0}^{n} x_i",
            "\\int_0^1 f(x)\\,dx",
            "\\alpha + \\beta",
            "\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}",
            "x^{2} + x^{2}",
            "\\mathbb{R}^n");

    private Markup() {}

    static void table(Pen pen) {
        int columns = pen.between(2, 5);
        row(pen, columns, List.of("Name", "State", "Cost", "Since"));
        pen.add("|").add(" --- |".repeat(columns)).add("\n");
        while (!pen.full()) {
            row(pen, columns, CELLS);
        }
    }

    /** Rows of which many are the same. */
    static void alikeRows(Pen pen) {
        pen.add("| Day | Open | Staff |\n|-----|------|-------|\n");
        while (!pen.full()) {
            pen.repeat("| " + pen.pick(CELLS) + " | 09:00–17:00 | two people at the desk |\n", pen.between(1, 5));
        }
    }

    private static void row(Pen pen, int columns, List<String> cells) {
        pen.add("|");
        for (int i = 0; i < columns; i++) {
            pen.add(" ").addOneOf(cells).add(" |");
        }
        pen.add("\n");
    }

    static void nestedList(Pen pen) {
        int depth = 0;
        while (!pen.full()) {
            pen.add("  ".repeat(depth)).add("- ").addOneOf(ITEMS).add("\n");
            depth = Math.max(0, Math.min(4, depth + pen.between(-1, 1)));
        }
    }

    static void numberedList(Pen pen) {
        for (int i = 1; !pen.full(); i++) {
            pen.add(i).add(". ").addOneOf(ITEMS).add(pen.oneIn(4) ? ".\n\n" : "\n");
        }
    }

    static void headings(Pen pen) {
        for (int i = 1; !pen.full(); i++) {
            pen.add("#".repeat(pen.between(1, 4)))
                    .add(" ")
                    .add(i)
                    .add(". ")
                    .addOneOf(ITEMS)
                    .add("\n\n");
            EuropeanProse.ENGLISH.sentence(pen);
            pen.add("\n\n");
        }
    }

    static void html(Pen pen) {
        pen.add("<ul>\n");
        while (!pen.full()) {
            String tag = pen.pick(TAGS);
            pen.add("  <").add(tag).add(">").addOneOf(CELLS);
            if (!tag.endsWith("/")) {
                pen.add("</").add(tag.replace(" class=\"a\"", "")).add(">");
            }
            pen.add(pen.oneIn(5) ? "&nbsp;&amp;<!-- " + pen.below(9) + " -->\n" : "\n");
        }
        pen.add("</ul>\n");
    }

    /** Prose about tags, such as a request to go on may use. */
    static void ownTags(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(EuropeanProse.ENGLISH.openings()).add(" ").cue().addOneOf(OWN_TAGS);
            pen.addOneOf(EuropeanProse.ENGLISH.objects()).addOneOf(OWN_TAGS).add(pen.oneIn(3) ? "\n" : " ");
        }
    }

    static void latex(Pen pen) {
        while (!pen.full()) {
            EuropeanProse.ENGLISH.sentence(pen);
            pen.add(pen.oneIn(2) ? "$" : "\\[\n  ").addOneOf(MATHS).add(" = ").addOneOf(MATHS);
            pen.add(pen.oneIn(2) ? "$ " : "\n\\]\n");
        }
    }
}
