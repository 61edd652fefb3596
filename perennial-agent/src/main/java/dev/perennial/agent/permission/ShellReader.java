package dev.perennial.agent.permission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the simple commands out of a shell command, character by character. */
final class ShellReader {

    /** Words that begin or join commands and are none themselves. */
    private static final Set<String> LEADING =
            Set.of("if", "then", "elif", "else", "fi", "do", "done", "while", "until", "!", "{", "}", "time", "esac");

    /** Words that are followed by a name, and then perhaps by commands in braces. */
    private static final Set<String> NAMING = Set.of("function", "coproc");

    /** Something has no end, or braces too many choices. */
    private static final class Unfinished extends Exception {
        private static final long serialVersionUID = 1L;

        Unfinished() {
            super("", null, false, false);
        }
    }

    private record Heredoc(String delimiter, boolean expands, boolean tabs) {}

    /** What a word is for. */
    private enum Role {
        WORD,
        TARGET,
        INPUT
    }

    private final String text;
    private final List<ShellScript.Part> parts = new ArrayList<>();

    /** Which part reads what: a body is found only after the end of its command. */
    private final IdentityHashMap<Heredoc, Integer> readers = new IdentityHashMap<>();

    private int at;

    ShellReader(String text) {
        this.text = text;
    }

    Optional<ShellScript> read() {
        try {
            commands('\0');
            return Optional.of(new ShellScript(parts));
        } catch (Unfinished e) {
            return Optional.empty();
        }
    }

    /** One list of commands, up to its end or to the character that closes it. */
    private void commands(char closing) throws Unfinished {
        Command command = new Command();
        int depth = 0;
        List<Heredoc> heredocs = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == closing && depth == 0 && command.endsAll()) {
                if (!heredocs.isEmpty()) {
                    throw new Unfinished(); // What is behind the bracket would be its body.
                }
                return;
            }
            depth = Math.max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
            switch (c) {
                case ' ', '\t' -> command.endWord();
                case '\n' -> {
                    command.end();
                    skipBodies(heredocs);
                }
                case '(' -> {
                    command.end();
                    depth -= arithmeticCommand() ? 1 : 0;
                }
                case ';', '|', ')' -> command.end();
                case '&' -> ampersand(command);
                case '<', '>' -> redirection(c, command, heredocs);
                case '#' -> comment(command);
                default -> inWord(c, command);
            }
        }
        command.end();
        if (closing != '\0') {
            throw new Unfinished();
        }
    }

    private void ampersand(Command command) throws Unfinished {
        if (at < text.length() && text.charAt(at) == '>') {
            command.endWord();
            command.redirected();
            at++;
            skip(">");
        } else {
            command.end();
        }
    }

    /** Behind a bracket a word may go on: that of {@code <(a)#}. */
    private void comment(Command command) throws Unfinished {
        if (command.isInWord() || text.startsWith(")#", at - 2)) {
            inWord('#', command);
            return;
        }
        int lineEnd = text.indexOf('\n', at);
        at = lineEnd < 0 ? text.length() : lineEnd;
    }

    private void redirection(char c, Command command, List<Heredoc> heredocs) throws Unfinished {
        command.endDescriptor();
        command.notPlain();
        if (c == '<' && next("<<")) {
            at += 2;
            command.hereString();
        } else if (c == '<' && next("<")) {
            at++;
            Heredoc heredoc = heredoc();
            heredocs.add(heredoc);
            command.reads(heredoc);
        } else if (next("(")) {
            at++;
            commands(')');
        } else {
            skip(c == '>' ? ">|&" : ">&");
            command.redirected();
        }
    }

    private Heredoc heredoc() throws Unfinished {
        boolean tabs = next("-");
        at += tabs ? 1 : 0;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        StringBuilder delimiter = new StringBuilder();
        boolean quoted = false;
        while (at < text.length() && " \t\n;&|<>()".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            if (c == '\'' || c == '"') {
                quoted = true;
                String piece = text.substring(at, closing(c));
                if (c == '"' && piece.contains("\\")) {
                    throw new Unfinished();
                }
                delimiter.append(piece);
            } else if (c == '\\' && at < text.length()) {
                quoted = true;
                delimiter.append(text.charAt(at++));
            } else if (c == '$' || c == '`') {
                throw new Unfinished(); // Nobody writes so, and where such a word ends is hard to say.
            } else {
                delimiter.append(c);
            }
        }
        return new Heredoc(delimiter.toString(), !quoted, tabs);
    }

    /** A body without its end line goes to the end of the text, as bash has it too. */
    private void skipBodies(List<Heredoc> heredocs) throws Unfinished {
        for (Heredoc heredoc : heredocs) {
            StringBuilder body = new StringBuilder();
            while (at < text.length()) {
                int lineEnd = text.indexOf('\n', at);
                String line = text.substring(at, lineEnd < 0 ? text.length() : lineEnd);
                at = lineEnd < 0 ? text.length() : lineEnd + 1;
                if ((heredoc.tabs() ? line.replaceFirst("^\t+", "") : line).equals(heredoc.delimiter())) {
                    break;
                }
                body.append(line).append('\n');
            }
            if (heredoc.expands()) {
                substitutionsIn(body.toString());
            }
            Integer reader = readers.get(heredoc);
            if (reader != null) {
                parts.set(reader, parts.get(reader).reading(body.toString()));
            }
        }
        heredocs.clear();
    }

    private void inWord(char c, Command command) throws Unfinished {
        switch (c) {
            case '\'' -> command.append(text.substring(at, closing('\'')));
            case '"' -> doubleQuoted(command);
            case '`' -> backquoted("[$`\\\\]", command);
            case '$' -> dollar(command);
            case '\\' -> {
                if (at < text.length() && text.charAt(at++) != '\n') {
                    command.append(text.substring(at - 1, at));
                }
            }
            case '{', ',', '}' -> command.appendSyntax(c);
            default -> command.append(String.valueOf(c));
        }
    }

    /** The place of the quote that closes; reading goes on after it. */
    private int closing(char quote) throws Unfinished {
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw new Unfinished();
        }
        int found = end;
        at = end + 1;
        return found;
    }

    private void doubleQuoted(Command command) throws Unfinished {
        command.append("");
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '"' -> {
                    return;
                }
                case '`' -> backquoted("[$`\\\\\"]", command);
                case '$' -> expansion(command);
                case '\\' -> escapedInQuotes(command);
                default -> command.append(String.valueOf(c));
            }
        }
        throw new Unfinished();
    }

    /** Before all but a few characters a backslash is one. */
    private void escapedInQuotes(Command command) {
        if (at < text.length()) {
            char c = text.charAt(at++);
            boolean escapes = "$`\"\\\n".indexOf(c) >= 0;
            command.append((escapes ? "" : "\\") + (c == '\n' ? "" : c));
        }
    }

    /**
     * A substitution of the old kind.
     *
     * @param escapable before which characters a backslash is for it, and not for the commands in it
     */
    private void backquoted(String escapable, Command command) throws Unfinished {
        command.notPlain();
        int end = at;
        while (end < text.length() && text.charAt(end) != '`') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw new Unfinished();
        }
        String inner = text.substring(at, end).replaceAll("\\\\(" + escapable + ")", "$1");
        at = end + 1;
        add(inner);
        command.append("``");
    }

    /** Quotes of the kind {@code $'…'} and {@code $"…"} there are only outside of others. */
    private void dollar(Command command) throws Unfinished {
        if (next("'")) {
            at++;
            ansiQuoted(command);
        } else if (next("\"")) {
            at++;
            doubleQuoted(command);
        } else {
            expansion(command);
        }
    }

    private void expansion(Command command) throws Unfinished {
        if (next("((") && arithmetic()) {
            command.append("$((…))");
        } else if (next("(")) {
            at++;
            command.notPlain();
            commands(')');
            command.append("$()");
        } else if (next("{")) {
            int start = at;
            braces();
            String inner = text.substring(start, at);
            substitutionsIn(inner);
            if (inner.contains("$(") || inner.contains("`")) {
                command.notPlain();
            }
            command.append("$" + inner);
        } else {
            command.append("$");
        }
    }

    private void ansiQuoted(Command command) throws Unfinished {
        int start = at;
        while (at < text.length() && text.charAt(at) != '\'') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new Unfinished();
        }
        command.append(AnsiQuote.decoded(text.substring(start, at++)));
    }

    /** The same of an expression that is a command, of which one bracket has been read. */
    private boolean arithmeticCommand() throws Unfinished {
        at--;
        if (next("((") && arithmetic()) {
            return true;
        }
        at++;
        return false;
    }

    /** Reads an expression, unless the inner bracket does not close directly before the outer one: then it is a subshell. */
    private boolean arithmetic() throws Unfinished {
        int end = closing('(', ')', at + 1) + 1;
        if (!text.startsWith(")", end)) {
            return false;
        }
        String expression = text.substring(at, end + 1);
        at = end + 1;
        substitutionsIn(expression);
        return true;
    }

    private void braces() throws Unfinished {
        at = closing('{', '}', at) + 1;
    }

    /** The place of the bracket that closes the one at a place; nothing if that depends on what quotes do there. */
    private int closing(char opening, char closing, int from) throws Unfinished {
        int end = closing(opening, closing, from, false);
        if (end != closing(opening, closing, from, true)) {
            throw new Unfinished();
        }
        return end;
    }

    private int closing(char opening, char closing, int from, boolean quotes) throws Unfinished {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == opening ? 1 : c == closing ? -1 : 0;
            if (depth == 0) {
                return i;
            }
            if (quotes && (c == '\'' || c == '"')) {
                i = endOfQuote(i);
            }
            i += c == '\\' ? 1 : 0;
        }
        throw new Unfinished();
    }

    private int endOfQuote(int from) throws Unfinished {
        char quote = text.charAt(from);
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            i += quote == '"' && text.charAt(i) == '\\' ? 1 : 0;
        }
        throw new Unfinished();
    }

    /** The commands in substitutions of a text that is expanded as in double quotes. */
    private void substitutionsIn(String expanded) throws Unfinished {
        for (int i = 0; i < expanded.length(); i++) {
            if (expanded.charAt(i) == '\\') {
                i++;
            } else if (expanded.startsWith("$(", i)) {
                ShellReader inner = new ShellReader(expanded);
                inner.at = i + 1;
                inner.expansion(inner.new Command());
                parts.addAll(inner.parts);
                i = inner.at - 1;
            } else if (expanded.charAt(i) == '`') {
                int end = expanded.indexOf('`', i + 1);
                if (end < 0) {
                    throw new Unfinished();
                }
                add(expanded.substring(i + 1, end));
                i = end;
            }
        }
    }

    private void add(String inner) throws Unfinished {
        parts.addAll(new ShellReader(inner).read().orElseThrow(Unfinished::new).parts());
    }

    private boolean next(String wanted) {
        return text.startsWith(wanted, at);
    }

    private void skip(String any) {
        while (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The simple command that is being read. */
    private final class Command {

        private final List<String> words = new ArrayList<>();
        private final List<String> targets = new ArrayList<>();
        private final List<String> inputs = new ArrayList<>();
        private final List<Heredoc> heredocs = new ArrayList<>();
        private final BitSet syntax = new BitSet();
        private StringBuilder word = new StringBuilder();
        private boolean inWord;
        private Role role = Role.WORD;
        private boolean plain = true;
        private boolean timed;
        private int cases;

        void append(String piece) {
            word.append(piece);
            inWord = true;
        }

        /** A brace or a comma without quotes. */
        void appendSyntax(char c) {
            syntax.set(word.length());
            append(String.valueOf(c));
        }

        /** Ends the command at a bracket that closes, which may also end no more than a pattern: {@code case x in a) …}. */
        boolean endsAll() throws Unfinished {
            end();
            return cases == 0;
        }

        boolean isInWord() {
            return inWord;
        }

        void notPlain() {
            plain = false;
        }

        void redirected() {
            plain = false;
            role = Role.TARGET;
        }

        void hereString() {
            role = Role.INPUT;
        }

        void reads(Heredoc heredoc) {
            heredocs.add(heredoc);
        }

        /** A number directly before a redirection is no word. */
        void endDescriptor() throws Unfinished {
            if (inWord && word.chars().allMatch(Character::isDigit)) {
                word = new StringBuilder();
                inWord = false;
            }
            endWord();
        }

        void endWord() throws Unfinished {
            if (!inWord) {
                return;
            }
            String read = word.toString();
            List<String> expanded = BraceExpansion.of(read, syntax).orElseThrow(Unfinished::new);
            word = new StringBuilder();
            syntax.clear();
            inWord = false;
            Role ended = role;
            role = Role.WORD;
            switch (ended) {
                case WORD -> word(read, expanded);
                case TARGET -> targets.addAll(expanded);
                case INPUT -> inputs.add(read);
            }
        }

        private void word(String read, List<String> expanded) throws Unfinished {
            if (opensBody(read)) {
                end();
            } else if (!isLeading(read)) {
                words.addAll(expanded);
            }
        }

        /** After a name, as in `function f {`; elsewhere a brace is a word or leads one. */
        private boolean opensBody(String read) {
            return read.equals("{") && !words.isEmpty() && NAMING.contains(words.getFirst());
        }

        private boolean isLeading(String read) {
            if (words.isEmpty()) {
                cases += read.equals("case") ? 1 : read.equals("esac") && cases > 0 ? -1 : 0;
            }
            boolean leads = words.isEmpty() && (LEADING.contains(read) || (timed && read.startsWith("-")));
            timed = leads && (timed || read.equals("time"));
            return leads;
        }

        void end() throws Unfinished {
            endWord();
            if (!words.isEmpty() || !targets.isEmpty()) {
                parts.add(new ShellScript.Part(words, targets, inputs, plain));
                heredocs.forEach(heredoc -> readers.put(heredoc, parts.size() - 1));
            }
            words.clear();
            targets.clear();
            inputs.clear();
            heredocs.clear();
            role = Role.WORD;
            plain = true;
            timed = false;
        }
    }
}
