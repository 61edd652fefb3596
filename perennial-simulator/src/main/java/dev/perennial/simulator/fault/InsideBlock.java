package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Frame;
import java.util.Optional;

/** Finds a place inside the first block of a kind; splits the delta in which it lies into two whole ones. */
final class InsideBlock implements PlaceFinder {

    private enum Stand {
        BEFORE,
        INSIDE,
        BEHIND
    }

    private final Place.Inside place;
    private Stand stand = Stand.BEFORE;
    private long seen;

    InsideBlock(Place.Inside place) {
        this.place = place;
    }

    @Override
    public Sighting look(StreamStep step) {
        if (!(step instanceof Frame frame) || !frame.event().startsWith("content_block_")) {
            return Sighting.NOT_HERE;
        }
        return switch (stand) {
            case BEFORE -> start(Events.json(frame));
            case INSIDE -> inside(frame);
            case BEHIND -> Sighting.NOT_HERE;
        };
    }

    private Sighting start(JsonNode event) {
        if (!place.kind().has(event.path("content_block").path("type").asText())) {
            return Sighting.NOT_HERE;
        }
        stand = Stand.INSIDE;
        return place.characters().orElse(-1) == 0 ? Sighting.AFTER : Sighting.NOT_HERE;
    }

    private Sighting inside(Frame frame) {
        Optional<String> content = Events.content(Events.json(frame));
        if (content.isPresent()) {
            return delta(frame, content.get());
        }
        if (frame.event().equals("content_block_stop")) {
            stand = Stand.BEHIND;
        }
        // A block without content, such as thinking that is not shown, still has an inside.
        return place.characters().isEmpty() && seen == 0 ? Sighting.BEFORE : Sighting.NOT_HERE;
    }

    private Sighting delta(Frame frame, String content) {
        if (content.isEmpty()) {
            return Sighting.NOT_HERE;
        }
        long wanted = place.characters().orElse(seen + content.length());
        if (seen + content.length() <= wanted) {
            seen += content.length();
            return seen == wanted ? Sighting.AFTER : Sighting.NOT_HERE;
        }
        return split(frame, content, (int) (wanted - seen));
    }

    private static Sighting split(Frame frame, String content, int wanted) {
        int at = Character.isLowSurrogate(content.charAt(wanted)) ? wanted + 1 : wanted;
        return at == content.length()
                ? Sighting.AFTER
                : new Sighting.Within(
                        Events.withContent(frame, content.substring(0, at)),
                        Events.withContent(frame, content.substring(at)));
    }
}
