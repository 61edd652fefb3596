package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code limits}: what servers told of their rate limits, as of the last run. */
final class LimitsCommand implements Command {

    private final Surroundings surroundings;

    LimitsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Flags.command(this, "limits", "Shows the rate limits that servers told, as of the last run.");
        spec.addOption(Flags.toggle("--json", "Print them as JSON."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        KeptLimits kept = KeptLimits.of(surroundings);
        ObjectNode known = kept.read();
        PrintStream out = surroundings.terminal().out();
        if (arguments.hasMatchedOption("--json")) {
            out.println(known);
        } else if (known.path("pools").isEmpty()) {
            out.println("No server has told any limits yet; they are learned from the first answer of the API to"
                    + " `perennial run` (the built-in simulator's are not kept).");
        } else {
            known.path("pools").forEach(pool -> print(out, pool));
            out.printf("%nKept in %s%n", kept.file());
        }
        return ExitCode.OK;
    }

    private void print(PrintStream out, JsonNode pool) {
        out.printf(
                "%s, %s, %s, seen %s%n",
                pool.path("models").asText(),
                pool.path("lane").asText(),
                pool.path("credential").asText(),
                age(pool.path("seen").asText()));
        pool.path("limits")
                .forEach(limit -> out.printf(
                        Locale.ROOT,
                        "  %-14s %,12d a minute, %,12d left then%n",
                        limit.path("of").asText(),
                        limit.path("per_minute").asLong(),
                        limit.path("left").asLong()));
    }

    private String age(String seen) {
        try {
            Duration age =
                    Duration.between(Instant.parse(seen), surroundings.clock().instant());
            return Spans.text(age.isNegative() ? Duration.ZERO : age) + " ago";
        } catch (DateTimeException unreadable) {
            return "some time ago";
        }
    }
}
