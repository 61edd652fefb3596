package dev.perennial.models;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** One line of a table whose cells are separated by bars; knows where each cell stands, for messages. */
final class Row {

    private final String file;
    private final int line;
    private final List<Cell> cells = new ArrayList<>();
    private int next;

    Row(String file, int line, String text) {
        this.file = file;
        this.line = line;
        int start = 0;
        for (int bar = text.indexOf('|'); bar >= 0; bar = text.indexOf('|', start)) {
            cells.add(Cell.of(text, start, bar));
            start = bar + 1;
        }
        cells.add(Cell.of(text, start, text.length()));
    }

    private record Cell(String text, int column) {
        static Cell of(String line, int start, int end) {
            int first = start;
            while (first < end && line.charAt(first) == ' ') {
                first++;
            }
            return new Cell(line.substring(first, end).strip(), first + 1);
        }
    }

    void requireCells(List<String> names) {
        if (cells.size() != names.size()) {
            throw new CatalogueFormatException(
                    file, line, 1, "found " + cells.size() + " cells but the table has " + names.size() + " columns");
        }
    }

    List<String> texts() {
        return cells.stream().map(Cell::text).toList();
    }

    String text() {
        Cell cell = take();
        if (cell.text().isEmpty()) {
            throw unexpected(cell, "a text");
        }
        return cell.text();
    }

    boolean isNone() {
        return cells.get(next).text().equals("-");
    }

    void skip() {
        next++;
    }

    long number() {
        return parse("a whole number of at least 1", text -> positive(Long.parseLong(text.replace("_", ""))));
    }

    BigDecimal decimal() {
        return parse("a number", BigDecimal::new);
    }

    LocalDate date() {
        return parse("a date like 2026-11-20", LocalDate::parse);
    }

    boolean yes() {
        return parse("yes or no", text -> switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    <E extends Enum<E>> E word(Class<E> type) {
        return parse("one of " + words(type), text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    <E extends Enum<E>> Set<E> words(Class<E> type, String allowed) {
        return parse(allowed + " " + words(type), text -> {
            Set<E> set = new LinkedHashSet<>();
            for (String word : text.split(" +", -1)) {
                set.add(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
            }
            return set;
        });
    }

    Set<String> list() {
        return parse("a list", text -> new LinkedHashSet<>(Arrays.asList(text.split(" +", -1))));
    }

    /** A cell of several numbers, for example five prices. */
    List<BigDecimal> decimals(int count) {
        return parse(count + " numbers", text -> {
            List<BigDecimal> numbers =
                    Arrays.stream(text.split(" +", -1)).map(BigDecimal::new).toList();
            if (numbers.size() != count) {
                throw new IllegalArgumentException(text);
            }
            return numbers;
        });
    }

    <T> T parse(String expected, Function<String, T> parser) {
        Cell cell = take();
        try {
            return parser.apply(cell.text());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unexpected(cell, expected);
        }
    }

    private Cell take() {
        return cells.get(next++);
    }

    private CatalogueFormatException unexpected(Cell cell, String expected) {
        return new CatalogueFormatException(
                file, line, cell.column(), "expected " + expected + " but found \"" + cell.text() + "\"");
    }

    private static long positive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(Long.toString(number));
        }
        return number;
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }
}
