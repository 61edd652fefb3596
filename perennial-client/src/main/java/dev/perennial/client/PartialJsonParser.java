package dev.perennial.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that arrives in pieces and knows at any time what it amounts to so far. Each character is looked at once. What
 * does not fit the grammar ends the reading; what was understood before it stays. Not thread-safe.
 */
final class PartialJsonParser {

    /** As deep as Jackson reads: what is deeper will be no valid input in the end, and ends the reading. */
    private static final int DEEPEST = 1_000;

    private enum State {
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COLON,
        COMMA_OR_END,
        IN_NAME,
        IN_TEXT,
        IN_WORD,
        DONE,
        BROKEN_TEXT,
        BROKEN
    }

    private final Deque<PartialContainer> open = new ArrayDeque<>();
    private final StringBuilder word = new StringBuilder();
    private StringReading string = new StringReading();
    private @Nullable PartialJson root;
    private State state = State.VALUE;

    void feed(String piece) {
        int at = 0;
        while (at < piece.length() && state != State.BROKEN && state != State.BROKEN_TEXT) {
            at = state == State.IN_TEXT || state == State.IN_NAME ? inString(piece, at) : character(piece, at);
        }
    }

    /** What is there; nothing before the value has begun. */
    Optional<PartialJson> soFar() {
        if (root != null) {
            return Optional.of(root);
        }
        PartialJson inner = state == State.IN_TEXT || state == State.BROKEN_TEXT ? string.soFar() : null;
        for (PartialContainer container : open) {
            inner = container.soFar(inner);
        }
        return Optional.ofNullable(inner);
    }

    private int inString(String piece, int from) {
        int end = string.read(piece, from);
        if (string.isBroken()) {
            state = state == State.IN_TEXT ? State.BROKEN_TEXT : State.BROKEN;
        } else if (string.isWhole()) {
            endString();
        }
        return end;
    }

    private void endString() {
        if (state == State.IN_NAME) {
            open.element().name(string.whole().toString());
            state = State.COLON;
        } else {
            complete(string.whole());
        }
    }

    private int character(String piece, int at) {
        char c = piece.charAt(at);
        if (state == State.IN_WORD) {
            return inWord(c, at);
        }
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            significant(c);
        }
        return at + 1;
    }

    /** A word ends at what cannot be part of it, which is then looked at again. */
    private int inWord(char c, int at) {
        if (Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.') {
            word.append(c);
            return at + 1;
        }
        endWord();
        return at;
    }

    private void endWord() {
        try {
            JsonNode value = Json.MAPPER.readTree(word.toString());
            complete(new PartialJson.Scalar(value));
        } catch (JsonProcessingException noWord) {
            state = State.BROKEN;
        }
    }

    private void significant(char c) {
        switch (state) {
            case VALUE -> value(c);
            case VALUE_OR_END -> valueOrEnd(c);
            case NAME -> name(c);
            case NAME_OR_END -> nameOrEnd(c);
            case COLON -> state = c == ':' ? State.VALUE : State.BROKEN;
            case COMMA_OR_END -> commaOrEnd(c);
            case IN_NAME, IN_TEXT, IN_WORD, DONE, BROKEN_TEXT, BROKEN -> state = State.BROKEN;
        }
    }

    private void value(char c) {
        switch (c) {
            case '{' -> open(PartialContainer.object(), State.NAME_OR_END);
            case '[' -> open(PartialContainer.array(), State.VALUE_OR_END);
            case '"' -> beginString(State.IN_TEXT);
            default -> beginWord(c);
        }
    }

    private void open(PartialContainer container, State next) {
        if (open.size() == DEEPEST) {
            state = State.BROKEN;
        } else {
            open.push(container);
            state = next;
        }
    }

    private void beginString(State next) {
        string = new StringReading();
        state = next;
    }

    private void beginWord(char c) {
        word.setLength(0);
        word.append(c);
        state = Character.isLetterOrDigit(c) || c == '-' ? State.IN_WORD : State.BROKEN;
    }

    private void valueOrEnd(char c) {
        if (c == ']') {
            close();
        } else {
            value(c);
        }
    }

    private void name(char c) {
        if (c == '"') {
            beginString(State.IN_NAME);
        } else {
            state = State.BROKEN;
        }
    }

    private void nameOrEnd(char c) {
        if (c == '}') {
            close();
        } else {
            name(c);
        }
    }

    private void commaOrEnd(char c) {
        boolean object = open.element().isObject();
        if (c == ',') {
            state = object ? State.NAME : State.VALUE;
        } else if (c == (object ? '}' : ']')) {
            close();
        } else {
            state = State.BROKEN;
        }
    }

    private void close() {
        complete(open.pop().whole());
    }

    private void complete(PartialJson value) {
        if (open.isEmpty()) {
            root = value;
            state = State.DONE;
        } else {
            open.element().add(value);
            state = State.COMMA_OR_END;
        }
    }
}
