package dev.perennial.simulator.internal.cache;

import java.util.Set;

/** The shortest prompt that is cached, by model (platform.claude.com, "Prompt caching"). */
final class CacheMinimum {

    private static final Set<String> MODELS_1024 =
            Set.of("claude-opus-4-8", "claude-sonnet-5", "claude-sonnet-4-6", "claude-sonnet-4-5");
    private static final Set<String> MODELS_2048 = Set.of("claude-opus-4-7", "claude-mythos-preview");
    private static final Set<String> MODELS_4096 = Set.of("claude-opus-4-6", "claude-opus-4-5", "claude-haiku-4-5");
    private static final int OTHERS = 512;

    private CacheMinimum() {}

    /** The least tokens of a prefix that is cached for the model. */
    static int of(String model) {
        String line = model.replaceFirst("-\\d{8}$", "");
        if (MODELS_4096.contains(line)) {
            return 4_096;
        }
        if (MODELS_2048.contains(line)) {
            return 2_048;
        }
        return MODELS_1024.contains(line) ? 1_024 : OTHERS;
    }
}
