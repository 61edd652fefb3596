package dev.perennial.app;

import dev.perennial.simulator.fault.FaultCatalogue;
import dev.perennial.simulator.fault.FaultGroup;
import dev.perennial.simulator.fault.FaultKind;
import dev.perennial.simulator.fault.Parameter;
import java.io.PrintStream;
import java.util.List;

/** Prints the simulator's faults, one per line, in columns. */
final class FaultListing {

    private FaultListing() {}

    static void print(PrintStream out) {
        List<FaultKind> kinds = FaultCatalogue.kinds();
        int names = kinds.stream().mapToInt(k -> name(k).length()).max().orElse(0);
        int places = kinds.stream().mapToInt(k -> place(k).length()).max().orElse(0);
        String line = "%-" + names + "s  %-" + places + "s  %-16s  %s";
        for (FaultGroup group : FaultGroup.values()) {
            kinds.stream()
                    .filter(kind -> kind.group() == group)
                    .map(kind -> line.formatted(name(kind), place(kind), group.title(), kind.description()))
                    .forEach(out::println);
        }
        out.flush();
    }

    /** With the value that can be told after it. */
    private static String name(FaultKind kind) {
        return kind.parameter() instanceof Parameter.None ? kind.name() : kind.name() + "=" + kind.parameter();
    }

    private static String place(FaultKind kind) {
        return kind.hasPlace() ? "@" + kind.place() : "-";
    }
}
