package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A conversation as thinking is bound to it (platform.claude.com, "Preserved thinking"): what is before each of its
 * blocks.
 *
 * <p>Tools that are loaded later do not count, and a {@code compaction} block stands for all that was before it.
 */
public final class Prefix {

    private final List<List<Place>> places = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final List<Mark> content = new ArrayList<>();
    private final Place start;
    private boolean compacted;
    private int firstMessage;
    private Place here;

    /** The digest of the content up to a block. */
    private record Mark(int message, int block, long digest) {

        private boolean isBefore(int otherMessage, int otherBlock) {
            return message < otherMessage || (message == otherMessage && block < otherBlock);
        }

        private String path() {
            return "messages." + message + ".content." + block;
        }
    }

    private Prefix(JsonNode body) {
        start = new Place(system(body.path("system")), tools(body.path("tools")), 0, 0, 0);
        here = start;
    }

    /** Reads the conversation of a request. */
    static Prefix of(JsonNode body) {
        Prefix prefix = new Prefix(body);
        body.path("messages").forEach(prefix::add);
        return prefix;
    }

    /** The end of the conversation, where the answer begins. */
    Place end() {
        return here;
    }

    /** Whether the message is before a compaction, which makes the API ignore it. */
    public boolean ignores(int message) {
        return message < firstMessage;
    }

    /**
     * Whether thinking written at this place may stand in a block: the turn of the block may have been written in several
     * requests, each of which continued it. Nothing is bound to what a compaction in the same message replaced.
     */
    public boolean admits(Place written, int message, int block) {
        boolean follows = compacted && message == firstMessage;
        return follows || inTurn(message, block).anyMatch(p -> p.fits(written));
    }

    /** What has changed before a block whose thinking was written at this place, which is not {@link #admits admitted}. */
    public Place.Part changed(Place written, int message, int block) {
        Place last = places.get(message).get(block);
        Place first = inTurn(message, block).findFirst().orElse(last);
        return first.differsIn(written);
    }

    /** What is before the end of the conversation. */
    Trail trail() {
        return new Trail(content.stream()
                .limit(Trail.MOST)
                .map(m -> Trail.mark(m.digest()))
                .toList());
    }

    /** The first block before this one that is not as it was when this trail was left; empty if that is not known. */
    public Optional<String> firstChange(Trail trail, int message, int block) {
        List<Mark> before =
                content.stream().filter(m -> m.isBefore(message, block)).toList();
        int same = 0;
        int most = Math.min(before.size(), trail.marks().size());
        while (same < most
                && Trail.mark(before.get(same).digest()) == trail.marks().get(same)) {
            same++;
        }
        if (same == trail.marks().size() && trail.isCut()) {
            return Optional.empty();
        }
        return Optional.of(same < before.size() ? before.get(same).path() : new Mark(message, block, 0).path());
    }

    /** The places in the turn up to the block; messages of one role that follow each other are one turn. */
    private Stream<Place> inTurn(int message, int block) {
        int first = message;
        while (first > 0 && roles.get(first - 1).equals(roles.get(message))) {
            first--;
        }
        List<Place> earlier =
                places.subList(first, message).stream().flatMap(List::stream).toList();
        return Stream.concat(earlier.stream(), places.get(message).subList(0, block + 1).stream());
    }

    private void add(JsonNode message) {
        String role = message.path("role").asText();
        List<Place> before = new ArrayList<>();
        places.add(before);
        roles.add(role);
        for (JsonNode block : MessagesCall.blocks(message)) {
            before.add(here);
            Place next = after(role, block);
            if (next.content() != here.content()) {
                content.add(new Mark(places.size() - 1, before.size() - 1, next.content()));
            }
            here = next;
        }
        JsonNode effort = message.path("output_config");
        if (effort.isObject()) {
            here = here.afterContent(ContentDigest.next(here.content(), role + " output_config", effort));
        }
    }

    private Place after(String role, JsonNode block) {
        return switch (Json.type(block)) {
            case "thinking" -> here.afterThinking(ContentDigest.next(0, "signature", block.path("signature")));
            case "redacted_thinking" -> here.afterThinking(ContentDigest.next(0, "signature", block.path("data")));
            case "compaction" -> restart(role, block);
            default -> here.afterContent(ContentDigest.next(here.content(), role, block));
        };
    }

    private Place restart(String role, JsonNode block) {
        compacted = true;
        content.clear();
        firstMessage = places.size() - 1;
        return start.afterContent(ContentDigest.next(0, role, block));
    }

    private static long system(JsonNode system) {
        long digest = 0;
        for (JsonNode block : MessagesCall.blocks(Json.object().set("content", system))) {
            digest = ContentDigest.next(digest, "system", block);
        }
        return digest;
    }

    private static long tools(JsonNode tools) {
        long digest = 0;
        for (JsonNode tool : tools) {
            if (!tool.path("defer_loading").asBoolean()) {
                digest = ContentDigest.next(digest, "tool", tool);
            }
        }
        return digest;
    }
}
