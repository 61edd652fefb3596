package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a table as Markdown, CSV, JSON, plain columns or a list. */
final class TableWriter {

    private TableWriter() {}

    static String write(Table table, Destination.Format format) {
        return switch (format) {
            case UNSAID, MARKDOWN -> "# " + table.title() + "\n\n" + markdown(table) + notes(table);
            case CSV -> separated(table, ",");
            case TSV -> separated(table, "\t");
            case JSON -> json(table).toPrettyString() + "\n";
            case PLAIN -> table.title() + "\n\n" + plain(table) + notes(table);
            case LIST -> "# " + table.title() + "\n\n" + bullets(table) + notes(table);
        };
    }

    /** The bare table, for an answer. */
    static String markdown(Table table) {
        StringBuilder text = new StringBuilder(row(table.headings()));
        text.append('|');
        for (int i = 0; i < table.headings().size(); i++) {
            text.append(numeric(table, i) ? " ---: |" : " --- |");
        }
        text.append('\n');
        table.rows().forEach(cells -> text.append(row(cells)));
        if (!table.total().isEmpty()) {
            text.append(row(table.total()));
        }
        return text.toString();
    }

    private static boolean numeric(Table table, int column) {
        return all(table).stream().anyMatch(cells -> cells.get(column) instanceof Number);
    }

    private static List<List<Object>> all(Table table) {
        List<List<Object>> all = new ArrayList<>(table.rows());
        if (!table.total().isEmpty()) {
            all.add(table.total());
        }
        return all;
    }

    private static String row(List<?> cells) {
        return cells.stream()
                .map(cell -> cell.toString().replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String notes(Table table) {
        return table.notes().isEmpty() ? "" : "\n" + String.join("\n", table.notes()) + "\n";
    }

    private static String separated(Table table, String separator) {
        StringBuilder text = new StringBuilder(line(
                table.headings().stream().map(h -> h.toLowerCase(Locale.ROOT)).toList(), separator));
        all(table).forEach(cells -> text.append(line(cells, separator)));
        return text.toString();
    }

    private static String line(List<?> cells, String separator) {
        return cells.stream()
                .map(cell -> cell(cell.toString(), separator))
                .collect(Collectors.joining(separator, "", "\n"));
    }

    private static String cell(String text, String separator) {
        boolean plain = !text.contains(separator) && !text.contains("\"") && !text.contains("\n");
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static ObjectNode json(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", table.title());
        ArrayNode rows = json.putArray("rows");
        table.rows().forEach(cells -> rows.add(object(table.headings(), cells)));
        if (!table.total().isEmpty()) {
            ObjectNode total = object(table.headings(), table.total());
            total.remove(table.headings().getFirst().toLowerCase(Locale.ROOT));
            json.set("total", total);
        }
        return json;
    }

    private static ObjectNode object(List<String> headings, List<Object> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            String name = headings.get(i).toLowerCase(Locale.ROOT);
            if (cells.get(i) instanceof Number number) {
                object.put(name, number.longValue());
            } else {
                object.put(name, cells.get(i).toString());
            }
        }
        return object;
    }

    private static String plain(Table table) {
        List<List<?>> lines = new ArrayList<>();
        lines.add(table.headings());
        lines.addAll(all(table));
        StringBuilder text = new StringBuilder();
        for (List<?> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                line.append(i == 0 ? "" : "  ")
                        .append(padded(cells.get(i).toString(), width(lines, i), numeric(table, i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<?>> lines, int column) {
        return lines.stream()
                .mapToInt(cells -> cells.get(column).toString().length())
                .max()
                .orElse(0);
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }

    /** The rows as bullets. */
    static String bullets(Table table) {
        StringBuilder text = new StringBuilder();
        for (List<Object> cells : all(table)) {
            text.append("- ").append(cells.getFirst());
            if (cells.size() > 1) {
                text.append(": ")
                        .append(cells.stream().skip(1).map(Object::toString).collect(Collectors.joining(", ")));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
