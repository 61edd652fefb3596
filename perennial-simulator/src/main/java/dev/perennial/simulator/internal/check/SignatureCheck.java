package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/** Thinking comes back as it went out: a changed text or signature fails (platform.claude.com, "Extended thinking"). */
final class SignatureCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<JsonNode> messages = call.messages();
        for (int i = 0; i < messages.size(); i++) {
            List<JsonNode> blocks = MessagesCall.blocks(messages.get(i));
            for (int j = 0; j < blocks.size(); j++) {
                if (Json.type(blocks.get(j)).equals("thinking") && !genuine(call, blocks.get(j))) {
                    return Check.invalid(
                            "messages." + i + ".content." + j + ": Invalid `signature` in `thinking` block");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean genuine(MessagesCall call, JsonNode block) {
        return call.signatures()
                .accepts(
                        block.path("thinking").asText(""),
                        block.path("signature").asText(""));
    }
}
