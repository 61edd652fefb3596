package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;

/** Looks for a place while the steps of one stream go by. */
@FunctionalInterface
interface PlaceFinder {

    /** Looks at the next step; not called again once the place was found. */
    Sighting look(StreamStep step);

    static PlaceFinder of(Place place) {
        return switch (place) {
            case Place.First first -> step -> Sighting.BEFORE;
            case Place.Event event -> new NumberedEvent(event.number());
            case Place.Offset at -> new ByteCount(at.count());
            case Place.Time time -> new TimePassed(time.after());
            case Place.MessageStart start -> new AfterEvent("message_start", 1);
            case Place.Inside inside -> new InsideBlock(inside);
            case Place.BlockStop stop -> new AfterEvent("content_block_stop", stop.number());
            case Place.MessageDelta delta -> new AfterEvent("message_delta", 1);
            case Place.End end -> step -> Sighting.NOT_HERE;
        };
    }
}
