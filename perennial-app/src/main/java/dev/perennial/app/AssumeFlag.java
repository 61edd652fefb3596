package dev.perennial.app;

import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.assume.Assumptions;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** The flag {@code --assume}, which can be given several times. */
final class AssumeFlag {

    private static final String LIST = "list";

    private final List<String> given;

    AssumeFlag(ParseResult arguments) {
        this.given = arguments.matchedOptionValue("--assume", List.of());
    }

    boolean asksForList() {
        return given.contains(LIST);
    }

    /** Prints every assumption with its answers, the default first. */
    void list(PrintStream out) {
        for (Assumption assumption : Assumption.values()) {
            out.println(assumption.label() + "=" + String.join("|", assumption.answers()));
            out.println("  " + assumption.question());
            out.println("  " + assumption.why());
        }
    }

    /** @throws UsageException if there is no such assumption or answer */
    void set(SimulatorSettings.Builder settings) {
        Assumptions assumptions = Assumptions.DEFAULT;
        try {
            for (String written : given) {
                assumptions = assumptions.with(written);
            }
        } catch (IllegalArgumentException unknown) {
            throw new UsageException("`--assume`: " + unknown.getMessage());
        }
        for (Assumption assumption : Assumption.values()) {
            settings.assume(assumption, assumptions.answer(assumption));
        }
    }
}
