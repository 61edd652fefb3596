package dev.perennial.gateway.clients;

import dev.perennial.simulator.fault.FaultCatalogue;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.fault.Harm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is done to clients: some of each sort with every build, all that the simulator knows under {@code -Pfull}. */
final class Troubles {

    /** What befalls the answer to {@link Scenario#TEXT}. */
    static final List<String> IN_TEXT = List.of(
            "connect-reset",
            "head-cut",
            "http-529~1-2",
            "http-429-retry-after-ms=50ms",
            "eof@first",
            "reset@text:700",
            "eof@text:1",
            "close@text:1400+eof@text:300~2",
            "silence-pings=1h@text:900",
            "error-overloaded@text:400",
            "json-garbage@text:500",
            "eof-after-block-stop",
            "eof@message_delta",
            "close-after-message-stop");

    /** What befalls the answer to {@link Scenario#TOOLS}; a second call that is cut is dropped, so none is here. */
    static final List<String> IN_TOOLS = List.of(
            "connect-reset",
            "http-529~1-2",
            "eof@message_start",
            "reset@thinking:20",
            "silence-pings=1h@thinking:40",
            "eof@block_stop:1",
            "reset@text:10",
            "eof@block_stop:2",
            "reset@tool_input:10",
            "silence-pings=1h@tool_input:40",
            "error-overloaded@tool_input:40",
            "json-garbage@tool_input:40",
            "eof@block_stop:4",
            "eof@message_delta",
            "reset@thinking:20~1+reset@tool_input:20~2");

    /** After the first of two calls: the message ends there (docs/recovery.md, R-10). */
    static final String BETWEEN_CALLS = "close@block_stop:3";

    /** What a client has of a fault. */
    enum Effect {
        /** Nothing. */
        RECOVERED,
        /** A truthful error: the table does not want it tried again (docs/recovery.md, R-04). */
        TOLD,
        /** A text that is not quite right, which nobody can tell. */
        UNSEEN
    }

    private static final Set<String> TOLD = Set.of(
            "http-400",
            "http-401",
            "http-402",
            "http-403",
            "http-404",
            "http-413",
            "http-429-retry-after-long",
            "http-429-spend-limit",
            "http-429-contract-limit",
            "http-400-usage-limit",
            "http-500-should-not-retry",
            "http-529-should-not-retry",
            "html-403",
            "redirect-to-login",
            "error-invalid-request",
            "error-authentication",
            "error-billing",
            "error-permission",
            "error-not-found",
            "error-too-large",
            "error-spend-limit");

    private static final Set<String> UNSEEN =
            Set.of("missing-delta", "doubled-delta", "swapped-deltas", "data-bad-utf8");

    /** What no comparison tells anything of: it adds to what is said, or some client cannot read it from the API itself. */
    private static final Set<String> NOT_COMPARED = Set.of("unknown-block", "big-delta", "cr", "delta-after-stop");

    /** What would take minutes, and is the same when it takes a second. */
    private static final Map<String, String> SHORTER = Map.of(
            "thinking-pings", "thinking-pings=1s@thinking",
            "pause", "pause=1s@text",
            "slow", "slow=20ms@first",
            "late-end", "late-end=1s@end");

    private Troubles() {}

    static Effect of(String faults) {
        String kind = Faults.parse(faults).list().getFirst().kind().name();
        return TOLD.contains(kind) ? Effect.TOLD : UNSEEN.contains(kind) ? Effect.UNSEEN : Effect.RECOVERED;
    }

    static boolean isHarmless(String fault) {
        return !fault.isEmpty()
                && Faults.parse(fault).list().stream().allMatch(f -> f.kind().harm() == Harm.NONE);
    }

    static boolean all() {
        return Boolean.getBoolean("perennial.everyWay");
    }

    static List<String> in(Scenario scenario) {
        List<String> some = switch (scenario) {
            case TEXT -> IN_TEXT;
            case TOOLS -> IN_TOOLS;
        };
        Stream<String> others = FaultCatalogue.kinds().stream()
                .filter(k -> !NOT_COMPARED.contains(k.name()))
                .map(k -> SHORTER.getOrDefault(k.name(), k.fault().toString()));
        return all() ? Stream.concat(some.stream(), others).distinct().toList() : some;
    }
}
