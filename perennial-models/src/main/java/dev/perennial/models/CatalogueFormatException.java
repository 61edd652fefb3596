package dev.perennial.models;

/** The catalogue's file cannot be understood. */
public final class CatalogueFormatException extends RuntimeException {

    private final String file;
    private final int line;
    private final int column;

    CatalogueFormatException(String file, int line, int column, String problem) {
        super(file + ":" + line + ":" + column + ": " + problem);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** The name of the file. */
    public String file() {
        return file;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** The column, in characters counted from 1. */
    public int column() {
        return column;
    }
}
