package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * At most four cache breakpoints, each of a known kind and on a block that can be cached, and those of one hour before
 * those of five minutes (platform.claude.com, "Prompt caching").
 */
final class CacheControlCheck implements Check<BodyShape> {

    private static final int MOST = 4;
    private static final String FIELD = "cache_control";

    /** A block with a breakpoint, and where it stands. */
    private record Breakpoint(String at, JsonNode block) {

        JsonNode control() {
            return block.path(FIELD);
        }

        boolean lastsAnHour() {
            return control().path("ttl").asText().equals("1h");
        }
    }

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        List<Breakpoint> breakpoints = breakpoints(shape);
        return control("cache_control", shape.field("cache_control"))
                .or(() -> Check.firstOf(breakpoints, CacheControlCheck::alone))
                .or(() -> Check.invalidIf(
                        breakpoints.size() > MOST,
                        "A maximum of 4 blocks with cache_control may be provided. Found " + breakpoints.size() + "."))
                .or(() -> order(breakpoints))
                .or(() -> InputType.absent(shape.field(FIELD)) ? Optional.empty() : automatic(shape, breakpoints));
    }

    /** The automatic breakpoint takes one of the four, unless the last block has its own. */
    private static Optional<ApiError> automatic(BodyShape shape, List<Breakpoint> breakpoints) {
        Breakpoint automatic = new Breakpoint("", shape.body());
        JsonNode own = last(last(shape.field("messages")).path("content")).path(FIELD);
        if (!InputType.absent(own)) {
            boolean sameTtl =
                    new Breakpoint("", Json.object().set(FIELD, own)).lastsAnHour() == automatic.lastsAnHour();
            return Check.invalidIf(
                    !sameTtl, "cache_control: the last block has a `cache_control` with a different ttl");
        }
        return Check.invalidIf(
                        breakpoints.size() == MOST,
                        "A maximum of 4 blocks with cache_control may be provided. Found " + (MOST + 1) + ".")
                .or(() -> automatic.lastsAnHour() ? order(with(breakpoints, automatic)) : Optional.empty());
    }

    private static List<Breakpoint> with(List<Breakpoint> breakpoints, Breakpoint last) {
        List<Breakpoint> all = new ArrayList<>(breakpoints);
        all.add(last);
        return all;
    }

    private static JsonNode last(JsonNode array) {
        return array.path(array.size() - 1);
    }

    /** All of them in the order in which the API reads a request. */
    private static List<Breakpoint> breakpoints(BodyShape shape) {
        List<Breakpoint> found = new ArrayList<>();
        collect("tools", shape.field("tools"), found);
        collect("system", shape.field("system"), found);
        JsonNode messages = shape.field("messages");
        for (int i = 0; i < messages.size(); i++) {
            collect("messages." + i + ".content", messages.get(i).path("content"), found);
        }
        return found;
    }

    private static void collect(String at, JsonNode blocks, List<Breakpoint> found) {
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            if (block.hasNonNull(FIELD)) {
                found.add(new Breakpoint(at + "." + i, block));
            }
            if (Json.type(block).equals("tool_result")) {
                collect(at + "." + i + ".content", block.path("content"), found);
            }
        }
    }

    private static Optional<ApiError> alone(Breakpoint breakpoint) {
        String type = Json.type(breakpoint.block());
        String at = breakpoint.at() + "." + FIELD;
        return Check.invalidIf(
                        type.equals("text")
                                && breakpoint.block().path("text").asText().isEmpty(),
                        breakpoint.at() + ".text: cache_control cannot be set for empty text blocks")
                .or(() -> control(at, breakpoint.control()));
    }

    private static Optional<ApiError> control(String at, JsonNode control) {
        JsonNode ttl = control.path("ttl");
        if (InputType.absent(control)) {
            return Optional.empty();
        }
        return InputType.tag(at, control, List.of("ephemeral"))
                .or(() -> InputType.absent(ttl)
                        ? Optional.empty()
                        : InputType.choice(at + ".ephemeral.ttl", ttl, List.of("5m", "1h")));
    }

    private static Optional<ApiError> order(List<Breakpoint> breakpoints) {
        boolean shortSeen = false;
        for (Breakpoint breakpoint : breakpoints) {
            if (shortSeen && breakpoint.lastsAnHour()) {
                return Check.invalid((breakpoint.at().isEmpty() ? "" : breakpoint.at() + ".")
                        + "cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m'"
                        + " cache_control block. Note that blocks are processed in the following order: `tools`,"
                        + " `system`, `messages`.");
            }
            shortSeen |= !breakpoint.lastsAnHour();
        }
        return Optional.empty();
    }
}
