package dev.perennial.app.chat;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** What the line editor takes for a whole input: all but what ends with a backslash. Words, for completion, end at blanks. */
final class WholeLines implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && line.endsWith("\\")) {
            throw new EOFError(-1, cursor, "the line goes on", "line");
        }
        int start = Math.max(line.lastIndexOf(' ', cursor - 1), line.lastIndexOf('\n', cursor - 1)) + 1;
        List<String> before = start == 0
                ? List.of()
                : List.of(line.substring(0, start).strip().split("\\s+"));
        return new Words(line, cursor, before, line.substring(start, cursor));
    }

    /** What was typed, without the backslashes that only said that it goes on. */
    static String joined(String input) {
        return input.replace("\\\n", "\n");
    }

    /** Nothing is quoted in what people say. */
    private record Words(String line, int cursor, List<String> before, String word) implements CompletingParsedLine {

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return before.size();
        }

        @Override
        public List<String> words() {
            return Stream.concat(before.stream(), Stream.of(word)).toList();
        }
    }
}
