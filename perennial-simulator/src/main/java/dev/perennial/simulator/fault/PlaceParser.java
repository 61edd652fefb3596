package dev.perennial.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads places. */
final class PlaceParser {

    private static final List<String> NAMES = List.of(
            "first",
            "event",
            "byte",
            "time",
            "message_start",
            "thinking",
            "text",
            "tool_input",
            "server_tool",
            "block_stop",
            "message_delta",
            "end");

    private PlaceParser() {}

    static Place parse(String text) {
        String[] parts = text.split(":", 2);
        Optional<String> detail = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return switch (parts[0]) {
            case "first" -> bare(new Place.First(), text, detail);
            case "message_start" -> bare(new Place.MessageStart(), text, detail);
            case "message_delta" -> bare(new Place.MessageDelta(), text, detail);
            case "end" -> bare(new Place.End(), text, detail);
            case "event" -> new Place.Event(number(text, detail, 1));
            case "byte" -> new Place.Offset(number(text, detail, 0));
            case "time" -> new Place.Time(time(text, detail));
            case "block_stop" -> new Place.BlockStop(detail.isEmpty() ? 1 : number(text, detail, 1));
            default -> inside(parts[0], text, detail);
        };
    }

    private static Place bare(Place place, String text, Optional<String> detail) {
        if (detail.isPresent()) {
            throw new FaultSyntaxException("Place `" + text + "`: `" + place + "` has no number.");
        }
        return place;
    }

    private static Place inside(String name, String text, Optional<String> detail) {
        BlockKind kind = Arrays.stream(BlockKind.values())
                .filter(k -> k.place().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        return new Place.Inside(
                kind, detail.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(text, detail, 0)));
    }

    private static FaultSyntaxException unknown(String name) {
        return new FaultSyntaxException("There is no place `" + name + "`; did you mean " + Nearest.to(name, NAMES)
                + "? Places are " + String.join(", ", NAMES) + ".");
    }

    private static long number(String text, Optional<String> detail, long least) {
        return detail.filter(d -> d.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .filter(n -> n >= least)
                .orElseThrow(() -> new FaultSyntaxException(
                        "Place `" + text + "`: say a number from " + least + " after the colon."));
    }

    private static Duration time(String text, Optional<String> detail) {
        return detail.flatMap(Times::parse)
                .orElseThrow(() -> new FaultSyntaxException(
                        "Place `" + text + "`: say a time such as 250ms, 20s or 2m after the colon."));
    }
}
