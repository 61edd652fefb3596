package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.stream.clocks.ClockKey;
import dev.perennial.stream.clocks.LearnedGaps;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.clocks.Timings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** What was learned, as a file has it. */
record SavedTimings(Instant at, List<LearnedGaps> gaps) {

    private static final int VERSION = 1;

    /** To a millionth of a gap: what fades in a minute has to be seen. */
    private static final double EXACT = 1e6;

    /** What faded so far is left out. */
    private static final double LEAST = 0.01;

    static SavedTimings none(Instant now) {
        return new SavedTimings(now, List.of());
    }

    static boolean isOfLaterVersion(JsonNode document) {
        return document.path("version").asInt() > VERSION;
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SavedTimings of(JsonNode document) {
        if (document.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("version is " + document.path("version") + " but has to be " + VERSION);
        }
        try {
            Instant at = Instant.parse(document.path("savedAt").asText());
            return new SavedTimings(
                    at,
                    StreamSupport.stream(document.path("gaps").spliterator(), false)
                            .map(SavedTimings::gaps)
                            .toList());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("savedAt is " + document.path("savedAt") + " but has to be a time", e);
        }
    }

    private static LearnedGaps gaps(JsonNode gaps) {
        ClockKey key = new ClockKey(
                gaps.path("origin").asText(),
                gaps.path("model").asText(),
                gaps.path("effort").asText(),
                Phase.valueOf(gaps.path("phase").asText().toUpperCase(Locale.ROOT)),
                gaps.path("size").asInt());
        return new LearnedGaps(
                key,
                counts(gaps.path("ended")),
                counts(gaps.path("cutOff")),
                gaps.path("seconds").asDouble());
    }

    private static List<Double> counts(JsonNode counts) {
        return StreamSupport.stream(counts.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    /** What is left of it now. */
    List<LearnedGaps> faded(Instant now) {
        return Timings.merged(gaps, Duration.between(at, now), List.of());
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode document = mapper.createObjectNode();
        document.put("version", VERSION).put("savedAt", at.toString());
        ArrayNode all = document.putArray("gaps");
        gaps.stream().filter(g -> g.count() >= LEAST).forEach(g -> write(g, all.addObject()));
        return document;
    }

    private static void write(LearnedGaps gaps, ObjectNode to) {
        ClockKey key = gaps.key();
        to.put("origin", key.origin())
                .put("model", key.model())
                .put("effort", key.effort())
                .put("phase", key.phase().name().toLowerCase(Locale.ROOT))
                .put("size", key.size());
        gaps.ended().forEach(c -> exact(to.withArray("ended"), c));
        gaps.cutOff().forEach(c -> exact(to.withArray("cutOff"), c));
        to.put("seconds", rounded(gaps.seconds()));
    }

    private static void exact(ArrayNode counts, double count) {
        counts.add(rounded(count));
    }

    private static double rounded(double value) {
        return Math.round(value * EXACT) / EXACT;
    }
}
