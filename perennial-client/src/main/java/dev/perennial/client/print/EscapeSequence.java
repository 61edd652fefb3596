package dev.perennial.client.print;

/** Finds the end of control sequences as terminals know them (ECMA-48, 5.3 to 5.6). */
final class EscapeSequence {

    /** What {@link #end} says of a sequence whose end is not there yet. */
    static final int GOES_ON = -1;

    private static final char BELL = 0x07;
    private static final char CANCEL = 0x18;
    private static final char SUBSTITUTE = 0x1A;
    private static final char ESCAPE = 0x1B;
    private static final char DEVICE_CONTROL = 0x90;
    private static final char START_OF_STRING = 0x98;
    private static final char CONTROL_SEQUENCE = 0x9B;
    private static final char TERMINATOR = 0x9C;
    private static final char OPERATING_SYSTEM = 0x9D;
    private static final char APPLICATION = 0x9F;

    private EscapeSequence() {}

    static boolean startsAt(CharSequence text, int index) {
        char c = text.charAt(index);
        return c == ESCAPE || c == CONTROL_SEQUENCE || isString(c);
    }

    /** The index behind the sequence that starts at {@code index}, or {@link #GOES_ON}. */
    static int end(CharSequence text, int index) {
        char c = text.charAt(index);
        if (c == CONTROL_SEQUENCE) {
            return controlSequence(text, index + 1);
        }
        return isString(c) ? string(text, index + 1) : escape(text, index + 1);
    }

    private static int escape(CharSequence text, int index) {
        if (index == text.length()) {
            return GOES_ON;
        }
        char c = text.charAt(index);
        if (c == '[') {
            return controlSequence(text, index + 1);
        }
        if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            return string(text, index + 1);
        }
        return withFinal(text, skip(text, index, ' ', '/'), '0', '~');
    }

    private static int controlSequence(CharSequence text, int index) {
        int intermediates = skip(text, index, '0', '?');
        return withFinal(text, skip(text, intermediates, ' ', '/'), '@', '~');
    }

    /** What does not fit in ends a sequence without being part of it. */
    private static int withFinal(CharSequence text, int index, char first, char last) {
        if (index == text.length()) {
            return GOES_ON;
        }
        char c = text.charAt(index);
        return c >= first && c <= last ? index + 1 : index;
    }

    private static int skip(CharSequence text, int from, char first, char last) {
        int index = from;
        while (index < text.length() && text.charAt(index) >= first && text.charAt(index) <= last) {
            index++;
        }
        return index;
    }

    /** A command string ends with ST, with BEL as xterm has it, or where another sequence begins. */
    private static int string(CharSequence text, int from) {
        for (int index = from; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == BELL || c == TERMINATOR || c == CANCEL || c == SUBSTITUTE) {
                return index + 1;
            }
            if (c == ESCAPE) {
                return terminator(text, index);
            }
        }
        return GOES_ON;
    }

    private static int terminator(CharSequence text, int escape) {
        if (escape + 1 == text.length()) {
            return GOES_ON;
        }
        return text.charAt(escape + 1) == '\\' ? escape + 2 : escape;
    }

    private static boolean isString(char c) {
        return c == DEVICE_CONTROL || c == START_OF_STRING || (c >= OPERATING_SYSTEM && c <= APPLICATION);
    }
}
