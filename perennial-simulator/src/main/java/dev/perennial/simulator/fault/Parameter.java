package dev.perennial.simulator.fault;

import java.time.Duration;

/** What a kind of fault can be told after the {@code =}. */
public sealed interface Parameter {

    /** Nothing. */
    record None() implements Parameter {

        @Override
        public String toString() {
            return "";
        }
    }

    /**
     * A time such as {@code 250ms}, {@code 20s}, {@code 2m} or {@code 1h}.
     *
     * @param time the time, positive; in a kind the one that is taken if none is told
     */
    record Time(Duration time) implements Parameter {

        @Override
        public String toString() {
            return Times.format(time);
        }
    }

    /**
     * A whole number.
     *
     * @param number the number; in a kind the one that is taken if none is told
     * @param unit what is counted, such as {@code bytes}
     * @param least the smallest that is allowed
     * @param most the largest that is allowed
     */
    record Count(long number, String unit, long least, long most) implements Parameter {

        private static final long MANY = 999_999_999;

        public Count {
            if (number < least || number > most) {
                throw new IllegalArgumentException(unit + ": " + number + " is not from " + least + " to " + most);
            }
        }

        static Count of(long number, String unit) {
            return new Count(number, unit, 1, MANY);
        }

        private Count told(String kind, String text) {
            long number = text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
            if (number < least || number > most) {
                throw new FaultSyntaxException(
                        "`" + kind + "=" + text + "`: say a number of " + unit + ", " + least + " to " + most + ".");
            }
            return new Count(number, unit, least, most);
        }

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /** This parameter with the value of a text, in the same unit. */
    default Parameter with(String kind, String text) {
        return switch (this) {
            case None none ->
                throw new FaultSyntaxException("`" + kind + "` takes no value; leave out `=" + text + "`.");
            case Time time ->
                new Time(Times.parse(text)
                        .filter(Duration::isPositive)
                        .orElseThrow(() -> new FaultSyntaxException("`" + kind + "=" + text
                                + "`: say a time above zero such as 250ms, 20s, 2m or 1h, up to 1000h.")));
            case Count count -> count.told(kind, text);
        };
    }
}
