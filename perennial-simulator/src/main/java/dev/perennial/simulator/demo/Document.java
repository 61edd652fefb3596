package dev.perennial.simulator.demo;

/** What can be put into a file or an answer. */
sealed interface Document {

    record TableDocument(Table table) implements Document {}

    record TextDocument(String text) implements Document {}

    default String render(Destination.Format format) {
        return switch (this) {
            case TableDocument(Table table) -> TableWriter.write(table, format);
            case TextDocument(String text) -> text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
        };
    }
}
