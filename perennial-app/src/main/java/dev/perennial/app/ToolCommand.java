package dev.perennial.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.ToolRunner;
import dev.perennial.app.config.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code tool}: runs a tool exactly as the agent does, without a model. */
final class ToolCommand implements Command {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Surroundings surroundings;

    ToolCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "tool", "Runs a tool with each input in turn, in one session; prints a tool_result per line.");
        spec.addPositional(
                Flags.words(
                        "NAME 'JSON' …",
                        "bash, str_replace_based_edit_tool, read_file, read_output, or a type such as bash_20241022; then the inputs."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        if (words.size() < 2) {
            throw new UsageException(
                    "Name a tool and its input, for example: ./perennial tool bash '{\"command\":\"ls\"}'");
        }
        List<JsonNode> inputs = inputs(words.subList(1, words.size()));
        Settings settings = surroundings.settings().load(Flags.settings(arguments));
        ToolBox tools = new ToolBox(surroundings, settings);
        Tool tool = tools.open(words.getFirst())
                .orElseThrow(() -> new UsageException("There is no tool `%s`; there is: %s."
                        .formatted(words.getFirst(), String.join(", ", ToolBox.names(ToolVersions.of(settings))))));
        return run(tool, tools.runner(List.of(tool)), inputs);
    }

    private int run(Tool tool, ToolRunner runner, List<JsonNode> inputs) {
        try (Interruption _ = Interruption.onSignal(Thread.currentThread()::interrupt);
                tool) {
            for (JsonNode input : inputs) {
                ToolCall call = new ToolCall("toolu_local", tool.definition().name(), input);
                surroundings.terminal().out().println(json(runner.run(call, text -> {})));
                surroundings.terminal().out().flush();
            }
            return ExitCode.OK;
        } catch (InterruptedException stopped) {
            return ExitCode.STOPPED;
        }
    }

    /** All inputs are read before any is run, so that a slip in the last one leaves nothing half done. */
    private static List<JsonNode> inputs(List<String> words) {
        List<JsonNode> inputs = new ArrayList<>();
        for (String word : words) {
            try {
                inputs.add(JSON.readTree(word));
            } catch (JsonProcessingException malformed) {
                throw new UsageException("Input %d is not JSON: %s: `%s`"
                        .formatted(inputs.size() + 1, malformed.getOriginalMessage(), word));
            }
        }
        return inputs;
    }

    private static ObjectNode json(ToolResult result) {
        ObjectNode json = JSON.createObjectNode().put("type", "tool_result");
        json.putArray("content").addAll(result.content());
        return json.put("is_error", result.isError());
    }
}
