package dev.perennial.app.terminal.markdown;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into rows: between words, between ideographs, and within words that are longer than a row. */
final class Wrapping {

    private final int width;
    private final List<Row> rows = new ArrayList<>();
    private final List<Cell> row = new ArrayList<>();
    private int rowWidth;
    private final List<Cell> word = new ArrayList<>();

    /** One cluster in its place. */
    private record Cell(Span span, int part, int from, int to, int width) {

        String text() {
            return span.text().substring(from, to);
        }

        boolean isSpace() {
            return text().equals(" ");
        }
    }

    private Wrapping(int width) {
        this.width = Math.max(1, width);
    }

    /** Rows of at most this width, broken where that reads best. */
    static List<Row> words(List<Span> spans, int width) {
        Wrapping wrapping = new Wrapping(width);
        for (int i = 0; i < spans.size(); i++) {
            wrapping.cells(spans.get(i), i).forEach(wrapping::add);
        }
        return wrapping.end();
    }

    /** Rows of at most this width, each but the last full: for code, where every blank counts. */
    static List<Row> characters(Span span, int width) {
        Wrapping wrapping = new Wrapping(width);
        wrapping.cells(span, 0).forEach(wrapping::fit);
        return wrapping.end();
    }

    private List<Cell> cells(Span span, int part) {
        List<Cell> cells = new ArrayList<>();
        int at = 0;
        for (String cluster : Cells.clusters(span.text())) {
            for (String piece : Cells.clusterWidth(cluster) > width ? Cells.codePoints(cluster) : List.of(cluster)) {
                cells.add(new Cell(span, part, at, at + piece.length(), Cells.clusterWidth(piece)));
                at += piece.length();
            }
        }
        return cells;
    }

    private void add(Cell cell) {
        if (cell.isSpace()) {
            endWord();
            append(cell);
        } else if (cell.width() > 1) {
            endWord();
            word.add(cell);
            endWord();
        } else {
            word.add(cell);
        }
    }

    private void endWord() {
        if (!row.isEmpty() && rowWidth + width(word) > width) {
            endRow();
        }
        word.forEach(this::append);
        word.clear();
    }

    /** A blank at the end of a row is not seen, and does not begin the next. */
    private void append(Cell cell) {
        if (cell.isSpace() && isFull(cell)) {
            endRow();
        } else {
            fit(cell);
        }
    }

    private void fit(Cell cell) {
        if (isFull(cell)) {
            endRow();
        }
        row.add(cell);
        rowWidth += cell.width();
    }

    private boolean isFull(Cell cell) {
        return !row.isEmpty() && rowWidth + cell.width() > width;
    }

    private List<Row> end() {
        endWord();
        endRow();
        return rows;
    }

    private void endRow() {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < row.size()) {
            Cell first = row.get(i);
            int end = first.to();
            while (i + 1 < row.size() && row.get(i + 1).part() == first.part()) {
                i++;
                end = row.get(i).to();
            }
            spans.add(first.span().part(first.from(), end));
            i++;
        }
        rows.add(Row.of(spans));
        row.clear();
        rowWidth = 0;
    }

    private static int width(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::width).sum();
    }
}
