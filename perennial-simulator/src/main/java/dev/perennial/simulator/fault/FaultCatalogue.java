package dev.perennial.simulator.fault;

import static java.util.function.Function.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of faults that there are. */
public final class FaultCatalogue {

    private static final List<FaultKind> KINDS = Stream.of(
                    Heads.KINDS,
                    StatusReplies.KINDS,
                    Proxies.KINDS,
                    Silences.KINDS,
                    Cuts.KINDS,
                    ErrorEvents.KINDS,
                    Malformed.KINDS,
                    Disorder.KINDS,
                    Framing.KINDS,
                    ConnectionFaults.KINDS,
                    Oddities.KINDS)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(FaultKind::group))
            .toList();

    private static final Map<String, FaultKind> BY_NAME =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(FaultKind::name, identity()));

    private FaultCatalogue() {}

    /** All kinds, by group. */
    public static List<FaultKind> kinds() {
        return KINDS;
    }

    /** The kind of a name. */
    public static Optional<FaultKind> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static List<String> names() {
        return KINDS.stream().map(FaultKind::name).toList();
    }
}
