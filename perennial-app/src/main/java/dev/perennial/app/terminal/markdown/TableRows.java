package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** The rows of a table; what is too wide for the screen is wrapped within its cells. */
final class TableRows {

    private static final String BETWEEN = " │ ";
    private static final int NARROWEST = 4;

    private final int width;

    /** A cell: its text as one line, and the side that it keeps to. */
    private record Cell(List<Span> spans, TableCell.Alignment alignment) {

        int width() {
            return spans.stream().mapToInt(span -> Cells.width(span.text())).sum();
        }
    }

    /** A line of the table, and where it begins in the source. */
    private record Line(List<Cell> cells, int place) {}

    TableRows(int width) {
        this.width = width;
    }

    List<Row> of(TableBlock table) {
        List<Line> lines = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                lines.add(new Line(cells((TableRow) row), Places.start(row, 0)));
            }
        }
        int[] columns = columns(lines);
        return Arrays.stream(columns).sum() <= room(columns.length) ? grid(lines, columns) : records(lines);
    }

    private List<Row> grid(List<Line> lines, int[] columns) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rows.addAll(placed(line(lines.get(i).cells(), columns), lines.get(i).place()));
            if (i == 0) {
                rows.add(rule(columns));
            }
        }
        return rows;
    }

    /** More columns than the screen has room for: each line as a list of its cells under their headings. */
    private List<Row> records(List<Line> lines) {
        List<Row> rows = new ArrayList<>();
        List<Cell> headings = lines.getFirst().cells();
        for (Line line : lines.subList(1, lines.size())) {
            List<Row> record = new ArrayList<>();
            for (int i = 0; i < line.cells().size(); i++) {
                List<Span> spans =
                        new ArrayList<>(i < headings.size() ? headings.get(i).spans() : List.of());
                spans.add(MarkdownLayout.decoration(": "));
                spans.addAll(line.cells().get(i).spans());
                record.addAll(Wrapping.words(spans, width));
            }
            if (!rows.isEmpty()) {
                rows.add(Row.blank());
            }
            rows.addAll(placed(record, line.place()));
        }
        return rows.isEmpty()
                ? placed(
                        Wrapping.words(heading(headings), width),
                        lines.getFirst().place())
                : rows;
    }

    private static List<Span> heading(List<Cell> headings) {
        List<Span> spans = new ArrayList<>();
        headings.forEach(cell -> {
            spans.addAll(cell.spans());
            spans.add(MarkdownLayout.decoration(" "));
        });
        return spans;
    }

    /** The rows of a line lie one behind the other, though each has a part of all cells. */
    private static List<Row> placed(List<Row> rows, int place) {
        List<Row> placed = new ArrayList<>();
        for (Row row : rows) {
            int at = place + placed.size();
            placed.add(new Row(row.spans(), at, at + 1));
        }
        return placed;
    }

    private int room(int columns) {
        return width - BETWEEN.length() * (columns - 1);
    }

    private static List<Cell> cells(TableRow row) {
        List<Cell> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            TableCell cell = (TableCell) node;
            Set<Style> styles = cell.isHeader() ? Set.of(Style.BOLD) : Set.of();
            List<Span> spans = Inlines.of(cell, styles, Places.start(row, 0)).stream()
                    .flatMap(List::stream)
                    .toList();
            TableCell.Alignment alignment = cell.getAlignment();
            cells.add(new Cell(spans, alignment == null ? TableCell.Alignment.LEFT : alignment));
        }
        return cells;
    }

    /** As wide as their widest cells; where that is too much the widest give way first. */
    private int[] columns(List<Line> lines) {
        int[] columns = new int
                [lines.stream().mapToInt(line -> line.cells().size()).max().orElse(0)];
        for (Line line : lines) {
            for (int i = 0; i < line.cells().size(); i++) {
                columns[i] =
                        Math.max(columns[i], Math.max(1, line.cells().get(i).width()));
            }
        }
        while (Arrays.stream(columns).sum() > room(columns.length)) {
            int widest = 0;
            for (int i = 1; i < columns.length; i++) {
                widest = columns[i] > columns[widest] ? i : widest;
            }
            if (columns[widest] <= NARROWEST) {
                break;
            }
            columns[widest]--;
        }
        return columns;
    }

    private List<Row> line(List<Cell> cells, int[] columns) {
        List<List<Row>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(Wrapping.words(cells.get(i).spans(), columns[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        List<Row> rows = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < columns.length; i++) {
                if (i > 0) {
                    spans.add(MarkdownLayout.decoration(BETWEEN));
                }
                List<Row> cell = i < wrapped.size() ? wrapped.get(i) : List.of();
                TableCell.Alignment alignment = i < cells.size() ? cells.get(i).alignment() : TableCell.Alignment.LEFT;
                spans.addAll(padded(y < cell.size() ? cell.get(y) : Row.blank(), columns[i], alignment));
            }
            rows.add(Row.of(spans));
        }
        return rows;
    }

    private static List<Span> padded(Row text, int column, TableCell.Alignment alignment) {
        int blanks = Math.max(0, column - text.width());
        int left = switch (alignment) {
            case LEFT -> 0;
            case CENTER -> blanks / 2;
            case RIGHT -> blanks;
        };
        List<Span> spans = new ArrayList<>();
        spans.add(Span.decoration(" ".repeat(left)));
        spans.addAll(text.spans());
        spans.add(Span.decoration(" ".repeat(blanks - left)));
        return spans;
    }

    private static Row rule(int[] columns) {
        List<String> parts = Arrays.stream(columns).mapToObj("─"::repeat).toList();
        return Row.of(List.of(MarkdownLayout.decoration(String.join("─┼─", parts))));
    }
}
