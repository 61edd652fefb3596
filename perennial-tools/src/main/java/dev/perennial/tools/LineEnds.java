package dev.perennial.tools;

/** Line ends of text that goes into a file: models write line feeds, whatever the file has. */
final class LineEnds {

    private LineEnds() {}

    static String like(String lineEnd, String text) {
        return lineEnd.equals("\r\n") ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
    }
}
