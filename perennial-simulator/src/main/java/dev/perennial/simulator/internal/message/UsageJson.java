package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;

/**
 * The {@code usage} of a message at its start, on its way and at its end (platform.claude.com, "Streaming messages"), with
 * the speed for those who asked for one (the SDK's {@code BetaUsage}).
 */
final class UsageJson {

    private final Completion completion;

    UsageJson(Completion completion) {
        this.completion = completion;
    }

    /** What is known at the start; the output tokens are a placeholder. */
    ObjectNode start() {
        ObjectNode usage = input(0).put("output_tokens", completion.blocks().isEmpty() ? 0 : 1);
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", completion.input().written5m())
                .put("ephemeral_1h_input_tokens", completion.input().written1h());
        if (!completion.speed().isEmpty()) {
            usage.put("speed", completion.speed());
        }
        return usage.put("service_tier", "standard");
    }

    /** All that was used up to the end of a block. */
    ObjectNode upTo(int blocks) {
        ObjectNode usage = input(blocks).put("output_tokens", completion.outputTokens(blocks));
        if (!completion.results(blocks).isEmpty()) {
            usage.putObject("server_tool_use")
                    .put("web_search_requests", results(blocks, "web_search_tool_result"))
                    .put("web_fetch_requests", results(blocks, "web_fetch_tool_result"));
        }
        return usage;
    }

    /** All that was used, with the parts that are only told at the end and those that the brain set itself. */
    ObjectNode end() {
        ObjectNode usage = upTo(completion.blocks().size());
        usage.putObject("output_tokens_details").put("thinking_tokens", completion.thinkingTokens());
        completion.extras().path("usage").properties().forEach(p -> usage.set(p.getKey(), p.getValue()));
        return usage;
    }

    private ObjectNode input(int blocks) {
        InputUsage input = completion.input();
        return Json.object()
                .put("input_tokens", input.uncached() + completion.resultTokens(blocks))
                .put("cache_creation_input_tokens", input.written())
                .put("cache_read_input_tokens", input.cacheRead());
    }

    private long results(int blocks, String type) {
        return completion.results(blocks).stream()
                .filter(r -> Json.type(r.source()).equals(type))
                .count();
    }
}
