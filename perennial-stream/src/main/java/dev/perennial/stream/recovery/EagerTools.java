package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tools of a request that say how their input is to be streamed (platform.claude.com, "Fine-grained tool streaming").
 *
 * @param asking the names of those that ask for it as it is written
 * @param declining the names of those that do not want that
 */
record EagerTools(Set<String> asking, Set<String> declining) {

    EagerTools {
        asking = Set.copyOf(asking);
        declining = Set.copyOf(declining);
    }

    /** Reads the definitions; a field that is missing, null or strange says nothing. */
    static EagerTools of(Optional<JsonSpan> tools) {
        Set<String> asking = new HashSet<>();
        Set<String> declining = new HashSet<>();
        tools.ifPresent(all -> all.elements(tool -> {
            switch (said(tool)) {
                case "true" -> asking.add(tool.text("name"));
                case "false" -> declining.add(tool.text("name"));
                default -> {}
            }
        }));
        return new EagerTools(asking, declining);
    }

    private static String said(JsonSpan tool) {
        return tool.member("eager_input_streaming")
                .filter(f -> !f.isString())
                .map(JsonSpan::text)
                .orElse("");
    }

    /** Whether a consumer that wants such calls so is shown this one while it is written. */
    boolean isShown(Block call, EagerInput wanted) {
        return switch (wanted) {
            case HELD -> false;
            case ASKED_FOR -> !asking.isEmpty() && asking.contains(call.name());
            case UNLESS_DECLINED -> declining.isEmpty() || !declining.contains(call.name());
        };
    }
}
