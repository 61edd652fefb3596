package dev.perennial.tools;

import java.util.List;

/** The lines that a view asks for, both ends included, checked against the file. */
record ViewRange(int first, int last) {

    static ViewRange of(ToolInput input, int lineCount) throws ToolError {
        if (!input.has("view_range")) {
            return new ViewRange(1, lineCount);
        }
        List<Long> ends = input.wholeNumbers("view_range")
                .filter(numbers -> numbers.size() == 2)
                .orElseThrow(() -> invalid(input, "It should be a list of two integers, like [1, 20]."));
        return checked(input, ends.getFirst(), ends.getLast(), lineCount);
    }

    private static ViewRange checked(ToolInput input, long first, long last, int lineCount) throws ToolError {
        if (first < 1 || first > lineCount) {
            throw invalid(
                    input,
                    "Its first element `" + first + "` should be within the range of lines of the file: [1, "
                            + lineCount + "].");
        }
        if (last > lineCount) {
            throw invalid(
                    input,
                    "Its second element `" + last + "` should be at most the number of lines in the file: `" + lineCount
                            + "`, or -1 for its end.");
        }
        if (last != -1 && last < first) {
            throw invalid(
                    input,
                    "Its second element `" + last + "` should be larger than or equal to its first `" + first
                            + "`, or -1 for the end of the file.");
        }
        return new ViewRange((int) first, last == -1 ? lineCount : (int) last);
    }

    private static ToolError invalid(ToolInput input, String why) {
        return new ToolError("Invalid `view_range` parameter: " + input.quoted("view_range") + ". " + why);
    }
}
