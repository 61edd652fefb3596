package dev.perennial.simulator.internal.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.InputTokens;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a prompt asks to be cached, and what the prefixes up to there are (platform.claude.com, "Prompt caching").
 *
 * @param marks the breakpoints in the order of the prompt
 * @param prefixes the prefix that ends with each block; none where there are no breakpoints
 */
record Breakpoints(List<Breakpoint> marks, List<Prefix> prefixes) {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String CACHE_CONTROL = "cache_control";

    Breakpoints {
        marks = List.copyOf(marks);
        prefixes = List.copyOf(prefixes);
    }

    static Breakpoints of(MessagesCall call) {
        PromptBlocks blocks = new PromptBlocks(call.body());
        TreeMap<Integer, Duration> places = places(blocks, call.body().path(CACHE_CONTROL));
        List<Breakpoint> marks = new ArrayList<>();
        places.forEach((block, lifetime) -> marks.add(new Breakpoint(block, tokens(call, blocks, block), lifetime)));
        return new Breakpoints(marks, places.isEmpty() ? List.of() : prefixes(blocks, places.lastKey()));
    }

    private static TreeMap<Integer, Duration> places(PromptBlocks blocks, JsonNode automatic) {
        TreeMap<Integer, Duration> places = new TreeMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            Optional<JsonNode> mark = blocks.mark(i);
            if (mark.isPresent()) {
                places.put(i, lifetime(mark.get()));
            }
        }
        if (automatic.isObject()) {
            lastCacheable(blocks).ifPresent(i -> places.putIfAbsent(i, lifetime(automatic)));
        }
        return places;
    }

    /** Thinking cannot carry a mark. */
    private static Optional<Integer> lastCacheable(PromptBlocks blocks) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (!Json.type(blocks.block(i)).endsWith("thinking")) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Duration lifetime(JsonNode mark) {
        return mark.path("ttl").asText("5m").equals("1h") ? HOUR : FIVE_MINUTES;
    }

    /** The last block's prefix is the whole input, so that the parts of the usage add up. */
    private static int tokens(MessagesCall call, PromptBlocks blocks, int block) {
        if (block == blocks.size() - 1) {
            return call.inputTokens();
        }
        return Math.min(InputTokens.count(blocks.upTo(block), call.model()), call.inputTokens());
    }

    private static List<Prefix> prefixes(PromptBlocks blocks, int last) {
        List<Prefix> prefixes = new ArrayList<>();
        MessageDigest digest = sha256();
        byte[] before = new byte[0];
        for (int i = 0; i <= last; i++) {
            digest.update(before);
            before = digest.digest(blocks.identity(i).getBytes(UTF_8));
            prefixes.add(new Prefix(HexFormat.of().formatHex(before), i));
        }
        return prefixes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
