package dev.perennial.stream.corpus;

/** How what the reader sees open was opened: a fence with its language, the head of a table, the first line. */
final class Opening {

    private static final String FENCE = "```";

    private Opening() {}

    static String of(String written) {
        int fence = openFence(written);
        if (fence >= 0) {
            return lines(written, fence, 1);
        }
        int table = table(written);
        return table >= 0 ? lines(written, table, 2) : lines(written, 0, 1);
    }

    /** Where the fence begins that is not closed; -1 if none is. */
    private static int openFence(String written) {
        int open = -1;
        for (int at = written.indexOf(FENCE); at >= 0; at = written.indexOf(FENCE, at + FENCE.length())) {
            open = open < 0 ? at : -1;
        }
        return open;
    }

    /** Where the table begins of which the last line is a row; -1 if it is none. */
    private static int table(String written) {
        int row = written.lastIndexOf('\n', written.length() - 2) + 1;
        int table = -1;
        while (written.startsWith("|", row)) {
            table = row;
            row = row == 0 ? written.length() : written.lastIndexOf('\n', row - 2) + 1;
        }
        return table;
    }

    /** Lines with their ends; the last one gets one if the text ends in it. */
    private static String lines(String written, int from, int count) {
        int end = from;
        for (int i = 0; i < count && end < written.length(); i++) {
            int newline = written.indexOf('\n', end);
            end = newline < 0 ? written.length() : newline + 1;
        }
        String lines = written.substring(from, end);
        return lines.endsWith("\n") ? lines : lines + "\n";
    }
}
