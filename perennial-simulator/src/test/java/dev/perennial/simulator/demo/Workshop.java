package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A small agent loop: sends the conversation to the brain, really runs the tools it calls, until it answers. */
final class Workshop {

    enum Offer {
        BASH,
        EDITOR
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TURNS = 12;

    private final DemoBrain brain = new DemoBrain();
    private final Path folder;
    private final ObjectNode request = JSON.createObjectNode();
    private final ArrayNode messages = request.putArray("messages");
    private Function<JsonNode, String> custom = input -> "";
    final List<JsonNode> calls = new ArrayList<>();
    final List<String> thoughts = new ArrayList<>();

    Workshop(Path folder, Offer... offers) {
        this.folder = folder;
        request.put("model", "claude-opus-5-5")
                .put("system", "You are an agent.\nWorking folder: " + folder + "\nBe brief.");
        ArrayNode tools = request.putArray("tools");
        for (Offer offer : offers) {
            switch (offer) {
                case BASH -> tools.addObject().put("type", "bash_20250124").put("name", "bash");
                case EDITOR ->
                    tools.addObject().put("type", "text_editor_20250728").put("name", "str_replace_based_edit_tool");
            }
        }
    }

    Workshop system(String system) {
        request.put("system", system);
        return this;
    }

    ObjectNode request() {
        return request;
    }

    Workshop custom(String definition, Function<JsonNode, String> tool) {
        try {
            request.withArray("tools").add(JSON.readTree(definition));
        } catch (IOException e) {
            throw new IllegalArgumentException(definition, e);
        }
        custom = tool;
        return this;
    }

    /** Says something and returns the final answer. */
    String ask(String text) {
        messages.addObject().put("role", "user").put("content", text);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Reply reply = brain.reply(new Prompt(request.deepCopy(), 7));
            ObjectNode message = messages.addObject().put("role", "assistant");
            ArrayNode content = message.putArray("content");
            ArrayNode results = JSON.createArrayNode();
            for (ObjectNode block : reply.content()) {
                content.add(run(block.deepCopy(), results));
            }
            if (results.isEmpty()) {
                return Prompt.text(content);
            }
            messages.addObject().put("role", "user").set("content", results);
        }
        throw new AssertionError("No end after " + MOST_TURNS + " turns: " + calls);
    }

    private ObjectNode run(ObjectNode block, ArrayNode results) {
        if (block.path("type").asText().equals("thinking")) {
            thoughts.add(block.path("thinking").asText());
        }
        if (block.path("type").asText().equals("tool_use")) {
            String id = "toolu_" + calls.size();
            block.put("id", id);
            calls.add(block);
            Outcome outcome = run(block.path("name").asText(), block.path("input"));
            results.addObject()
                    .put("type", "tool_result")
                    .put("tool_use_id", id)
                    .put("content", outcome.text())
                    .put("is_error", outcome.failed());
        }
        return block;
    }

    private Outcome run(String tool, JsonNode input) {
        try {
            return switch (tool) {
                case "bash" -> bash(input.path("command").asText());
                case "str_replace_based_edit_tool" -> new MiniEditor().run(input);
                default -> new Outcome(custom.apply(input), false);
            };
        } catch (IOException e) {
            return new Outcome(e.toString(), true);
        }
    }

    private Outcome bash(String command) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return new Outcome(code == 0 ? text : text + "\nexit code " + code, code != 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    Workshop with(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new AssertionError("cannot write " + file, e);
        }
    }
}
