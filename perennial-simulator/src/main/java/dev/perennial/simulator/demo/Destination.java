package dev.perennial.simulator.demo;

import java.util.Locale;

/** Where the result goes, and in which form; an empty path means into the answer. */
record Destination(String path, Format format) {

    enum Format {
        UNSAID,
        MARKDOWN,
        CSV,
        TSV,
        JSON,
        PLAIN,
        LIST
    }

    static final Destination ANSWER = new Destination("", Format.UNSAID);

    boolean toFile() {
        return !path.isEmpty();
    }

    /** The form asked for, else what the name of the file says. */
    Format effective() {
        return format == Format.UNSAID ? byName(path.toLowerCase(Locale.ROOT)) : format;
    }

    private static Format byName(String name) {
        if (name.isEmpty() || name.endsWith(".md") || name.endsWith(".markdown")) {
            return Format.MARKDOWN;
        }
        if (name.endsWith(".csv")) {
            return Format.CSV;
        }
        if (name.endsWith(".tsv")) {
            return Format.TSV;
        }
        return name.endsWith(".json") ? Format.JSON : Format.PLAIN;
    }
}
