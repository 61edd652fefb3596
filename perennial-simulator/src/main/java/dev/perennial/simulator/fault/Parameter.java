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
     * @param number the number, 1 or more; in a kind the one that is taken if none is told
     * @param unit what is counted, such as {@code bytes}
     */
    record Count(long number, String unit) implements Parameter {

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
                        .orElseThrow(() -> new FaultSyntaxException(
                                "`" + kind + "=" + text + "`: say a time above zero such as 250ms, 20s, 2m or 1h.")));
            case Count count -> new Count(number(kind, text, count.unit()), count.unit());
        };
    }

    private static long number(String kind, String text, String unit) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new FaultSyntaxException(
                    "`" + kind + "=" + text + "`: say a number of " + unit + ", 1 to 999999999.");
        }
        return Long.parseLong(text);
    }
}
