package dev.perennial.tools;

/**
 * The {@code insert} of the contract: whole lines after a given one, 0 for before the first. The text is what stands in
 * the new lines: with a line feed at its end, the last of them is an empty one.
 */
record Insertion(long afterLine, String text) {

    static Insertion of(ToolInput input, TextEditorVersion version) throws ToolError {
        return new Insertion(input.wholeNumber("insert_line"), text(input, version));
    }

    /** Models mix up the two names of the field. */
    private static String text(ToolInput input, TextEditorVersion version) throws ToolError {
        String own = version.insertField();
        String other = own.equals("new_str") ? "insert_text" : "new_str";
        return input.text(!input.has(own) && input.has(other) ? other : own);
    }

    Splice in(FileText file) throws ToolError {
        int lineCount = file.lineCount();
        if (afterLine < 0 || afterLine > lineCount) {
            throw new ToolError("Invalid `insert_line` parameter: " + afterLine
                    + ". It should be within the range of lines of the file: [0, " + lineCount + "].");
        }
        boolean atEnd = afterLine == lineCount;
        int offset = atEnd ? file.length() : file.lineStart((int) afterLine + 1);
        String lineEnd = file.lineEndAt(offset);
        String lines = LineEnds.like(lineEnd, text);
        return Splice.of(offset, 0, atEnd ? lineEnd + lines : lines + lineEnd);
    }
}
