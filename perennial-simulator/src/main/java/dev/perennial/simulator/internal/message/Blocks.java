package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Hash;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes blocks of a brain's content, adding what the brain left to the simulator: ids, callers, sealed data. */
final class Blocks {

    private final MessagesCall call;
    private final Identifiers identifiers;
    private final List<String> betas;

    Blocks(MessagesCall call, Identifiers identifiers, List<String> betas) {
        this.call = call;
        this.identifiers = identifiers;
        this.betas = betas;
    }

    /** The blocks of a reply; without thinking if the request has it off. */
    List<Block> of(List<ObjectNode> content) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            ObjectNode source = content.get(i).deepCopy();
            if (call.thinking().on() || !Json.type(source).endsWith("thinking")) {
                blocks.add(block(source, i));
            }
        }
        return blocks;
    }

    private Block block(ObjectNode source, int index) {
        Tokenizer tokenizer = call.model().tokenizer();
        return switch (Json.type(source)) {
            case "text" -> TextBlock.of(source, tokenizer);
            case "thinking" ->
                ThinkingBlock.of(
                        source, tokenizer, call.signatures(), call.thinking().shown());
            case "redacted_thinking" -> whole(withData(source, index), tokenizer);
            case "tool_use" -> input(withCaller(withId(source, "toolu_", index)), tokenizer);
            case "server_tool_use" -> input(withId(source, "srvtoolu_", index), tokenizer);
            case "mcp_tool_use" -> input(withId(source, "mcptoolu_", index), tokenizer);
            case "compaction" ->
                CompactionBlock.comesWhole(source) ? whole(source, tokenizer) : new CompactionBlock(source, tokenizer);
            default -> whole(source, tokenizer);
        };
    }

    private Block input(ObjectNode source, Tokenizer tokenizer) {
        return ToolInputBlock.of(source, tokenizer, InputStreaming.of(source, call.body(), betas));
    }

    private static Block whole(ObjectNode source, Tokenizer tokenizer) {
        String type = Json.type(source);
        boolean written = !type.endsWith("_result") && !type.equals("fallback") && !type.equals("mcp_tool_listing");
        return new WholeBlock(source, written ? tokenizer.count(Json.write(source)) : 0);
    }

    private ObjectNode withId(ObjectNode source, String prefix, int index) {
        return source.hasNonNull("id") ? source : source.put("id", identifiers.toolId(prefix, index));
    }

    private static ObjectNode withCaller(ObjectNode source) {
        if (!source.has("caller")) {
            source.putObject("caller").put("type", "direct");
        }
        return source;
    }

    private ObjectNode withData(ObjectNode source, int index) {
        byte[] sealed = Hash.keyed(identifiers.seed(), "redacted " + identifiers.request() + " " + index);
        return source.hasNonNull("data")
                ? source
                : source.put("data", Base64.getEncoder().encodeToString(sealed));
    }
}
