package dev.perennial.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults that befall the same requests, one after the other.
 *
 * @param list the faults
 */
public record Faults(List<Fault> list) {

    /** No faults. */
    public static final Faults NONE = new Faults(List.of());

    public Faults {
        list = List.copyOf(list);
    }

    /**
     * Reads faults joined by {@code +}, such as {@code http-529~1-2+reset@text:120~3}.
     *
     * @throws FaultSyntaxException if one of them is malformed
     */
    public static Faults parse(String text) {
        return new Faults(FaultParser.parseAll(text));
    }

    /** These and others. */
    public Faults and(Faults others) {
        List<Fault> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new Faults(all);
    }

    /** Those of a group. */
    public Faults in(FaultGroup group) {
        return new Faults(list.stream().filter(f -> f.kind().group() == group).toList());
    }

    /** Those of all other groups. */
    public Faults notIn(FaultGroup group) {
        return new Faults(list.stream().filter(f -> f.kind().group() != group).toList());
    }

    /** Those that befall the attempt of this number, counted from 1. */
    Faults during(long attempt) {
        return new Faults(
                list.stream().filter(f -> f.attempts().contains(attempt)).toList());
    }

    /** The text form. */
    @Override
    public String toString() {
        return list.stream().map(Fault::toString).collect(Collectors.joining("+"));
    }
}
