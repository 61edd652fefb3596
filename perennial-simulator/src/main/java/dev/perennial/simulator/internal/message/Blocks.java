package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Makes blocks of a brain's content, adding what the brain left to the simulator: ids, callers, signatures, sealed data. */
final class Blocks {

    private final MessagesCall call;
    private final Identifiers identifiers;

    Blocks(MessagesCall call, Identifiers identifiers) {
        this.call = call;
        this.identifiers = identifiers;
    }

    /** The blocks of a reply; without thinking if the request has it off. */
    List<Block> of(List<ObjectNode> content) {
        List<Block> blocks = new ArrayList<>();
        int thoughts = 0;
        for (int i = 0; i < content.size(); i++) {
            ObjectNode source = content.get(i).deepCopy();
            boolean thinking = Json.type(source).endsWith("thinking");
            if (call.thinking().on() || !thinking) {
                blocks.add(block(source, i, call.signatures().numbered(thoughts)));
                thoughts += thinking ? 1 : 0;
            }
        }
        return blocks;
    }

    private Block block(ObjectNode source, int index, Signatures signer) {
        Tokenizer tokenizer = call.model().tokenizer();
        return switch (Json.type(source)) {
            case "text" -> TextBlock.of(source, tokenizer);
            case "thinking" ->
                ThinkingBlock.of(source, tokenizer, signer, call.thinking().shown());
            case "redacted_thinking" -> whole(withData(source, signer), tokenizer);
            case "tool_use" -> input(withCaller(withId(source, "toolu_", index)), tokenizer);
            case "server_tool_use" -> input(withId(source, "srvtoolu_", index), tokenizer);
            case "mcp_tool_use" -> input(withId(source, "mcptoolu_", index), tokenizer);
            case "compaction" ->
                CompactionBlock.comesWhole(source) ? whole(source, tokenizer) : new CompactionBlock(source, tokenizer);
            default -> whole(source, tokenizer);
        };
    }

    private Block input(ObjectNode source, Tokenizer tokenizer) {
        return ToolInputBlock.of(
                source,
                tokenizer,
                InputStreaming.of(source, call.body(), call.head().betas()));
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

    private static ObjectNode withData(ObjectNode source, Signatures signer) {
        return source.hasNonNull("data") ? source : source.put("data", signer.redact());
    }
}
