package dev.perennial.simulator.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One thing that goes wrong, at a place of the stream, for some attempts of a conversation. Immutable.
 *
 * <p>The text form is {@code NAME[=VALUE][@PLACE][~ATTEMPTS]}, such as {@code reset@text:120~2} or
 * {@code silence=20s@thinking}; it needs no escaping in a header or in the path of a URL.
 *
 * @param kind what goes wrong
 * @param value how much of it
 * @param place where it begins; kinds that replace the whole response have no use for it
 * @param attempts which requests it befalls
 */
public record Fault(FaultKind kind, Parameter value, Place place, Attempts attempts) {

    public Fault {
        requireNonNull(kind, "kind");
        requireNonNull(place, "place");
        requireNonNull(attempts, "attempts");
        if (value.getClass() != kind.parameter().getClass()) {
            throw new IllegalArgumentException("value `" + value + "` is not what " + kind.name() + " takes.");
        }
    }

    /**
     * A fault by its text form.
     *
     * @throws FaultSyntaxException if the text describes none; the message names the part and the nearest names
     */
    public static Fault parse(String text) {
        return FaultParser.parse(text);
    }

    /** This fault at another place. */
    public Fault at(Place other) {
        return new Fault(kind, value, other, attempts);
    }

    /** This fault for other attempts. */
    public Fault during(Attempts other) {
        return new Fault(kind, value, place, other);
    }

    /** The time that was told. */
    Duration time() {
        if (value instanceof Parameter.Time time) {
            return time.time();
        }
        throw new IllegalStateException(kind.name() + " has no time");
    }

    /** The number that was told. */
    int count() {
        if (value instanceof Parameter.Count count) {
            return Math.toIntExact(count.number());
        }
        throw new IllegalStateException(kind.name() + " has no number");
    }

    /** The text form, complete. */
    @Override
    public String toString() {
        String told = value instanceof Parameter.None ? "" : "=" + value;
        return kind.name() + told + (kind.hasPlace() ? "@" + place : "") + "~" + attempts;
    }
}
