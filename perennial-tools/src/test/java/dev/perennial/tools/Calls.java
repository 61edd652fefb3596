package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import java.util.function.Consumer;

/** Calls of tools as the model would make them. */
final class Calls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Calls() {}

    static ToolResult run(Tool tool, String json) throws InterruptedException {
        return run(tool, parse(json), text -> {});
    }

    static ToolResult run(Tool tool, JsonNode input, Consumer<String> watcher) throws InterruptedException {
        return tool.run(new ToolCall("toolu_1", tool.definition().name(), input), ToolOutput.collecting(watcher));
    }

    static ToolResult command(Tool tool, String command) throws InterruptedException {
        return command(tool, command, text -> {});
    }

    static ToolResult command(Tool tool, String command, Consumer<String> watcher) throws InterruptedException {
        return run(tool, JsonNodeFactory.instance.objectNode().put("command", command), watcher);
    }

    static String text(ToolResult result) {
        assertThat(result.content()).hasSize(1);
        assertThat(result.content().getFirst().get("type").textValue()).isEqualTo("text");
        return result.content().getFirst().get("text").textValue();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
