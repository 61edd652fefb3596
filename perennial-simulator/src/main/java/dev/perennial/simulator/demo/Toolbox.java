package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tools on offer, sorted by what they are good for. */
final class Toolbox {

    private static final Set<String> SHELL_NAMES =
            Set.of("bash", "shell", "sh", "terminal", "run_command", "execute_command", "run_shell_command", "exec");
    private static final Set<String> EDITOR_NAMES = Set.of("str_replace_based_edit_tool", "str_replace_editor");

    private final List<JsonNode> shells = new ArrayList<>();
    private final List<JsonNode> editors = new ArrayList<>();
    private final List<JsonNode> custom = new ArrayList<>();

    Toolbox(List<JsonNode> tools) {
        tools.forEach(this::sort);
    }

    private void sort(JsonNode tool) {
        String type = tool.path("type").asText();
        String name = tool.path("name").asText().toLowerCase(Locale.ROOT);
        if (type.startsWith("bash_") || (SHELL_NAMES.contains(name) && commandField(tool) != null)) {
            shells.add(tool);
        } else if (type.startsWith("text_editor_") || EDITOR_NAMES.contains(name)) {
            editors.add(tool);
        } else if (tool.has("input_schema")) {
            custom.add(tool);
        }
    }

    private static @org.jspecify.annotations.Nullable String commandField(JsonNode tool) {
        JsonNode properties = tool.path("input_schema").path("properties");
        return properties.has("command") ? "command" : properties.has("cmd") ? "cmd" : null;
    }

    boolean hasShell() {
        return !shells.isEmpty();
    }

    boolean hasEditor() {
        return !editors.isEmpty();
    }

    boolean isEmpty() {
        return shells.isEmpty() && editors.isEmpty() && custom.isEmpty();
    }

    /** The tools that this brain knows only from their schema. */
    List<JsonNode> custom() {
        return List.copyOf(custom);
    }

    /** Any tool that a call can be built for, those with a schema first. */
    Optional<JsonNode> any() {
        List<JsonNode> all = new ArrayList<>(custom);
        all.addAll(shells);
        all.addAll(editors);
        return all.stream().findFirst();
    }

    /** The input for a call of a tool that the request does not really ask for. */
    ObjectNode input(JsonNode tool, String request) {
        ObjectNode input = SchemaValues.object(tool.path("input_schema"), request);
        if (shells.contains(tool)) {
            return shell("pwd").input();
        }
        return editors.contains(tool) ? view("/").input() : input;
    }

    Call shell(String command) {
        JsonNode tool = shells.getFirst();
        String field = commandField(tool);
        ObjectNode input = tool.has("input_schema")
                ? SchemaValues.object(tool.path("input_schema"), "")
                : JsonNodeFactory.instance.objectNode();
        return new Call(tool.path("name").asText("bash"), input.put(field == null ? "command" : field, command));
    }

    Call view(String path) {
        return editor("view", path);
    }

    Call create(String path, String text) {
        Call call = editor("create", path);
        call.input().put("file_text", text);
        return call;
    }

    Call replace(String path, String before, String after) {
        Call call = editor("str_replace", path);
        call.input().put("old_str", before).put("new_str", after);
        return call;
    }

    Call insert(String path, int line, String text) {
        Call call = editor("insert", path);
        boolean old =
                !editors.getFirst().path("type").asText("text_editor_20250728").equals("text_editor_20250728");
        call.input().put("insert_line", line).put(old ? "new_str" : "insert_text", text);
        return call;
    }

    private Call editor(String command, String path) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("command", command).put("path", path);
        return new Call(editors.getFirst().path("name").asText(), input);
    }
}
