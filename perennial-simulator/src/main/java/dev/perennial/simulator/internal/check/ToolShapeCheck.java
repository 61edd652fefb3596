package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ToolTypes;
import java.util.List;
import java.util.Optional;

/** Each tool is of a known type and has the fields of that type (platform.claude.com, "Tool use"). */
final class ToolShapeCheck implements Check<BodyShape> {

    private static final String NAME = "^[a-zA-Z0-9_-]{1,128}$";

    /** What a toolset has no use for (platform.claude.com, "Computer use tool"). */
    private static final List<String> NOT_IN_TOOLSETS = List.of(
            "name",
            "display_width_px",
            "display_height_px",
            "display_number",
            "enable_zoom",
            "strict",
            "input_examples");

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        List<String> types = ToolTypes.allowedWith(shape.head().betas());
        return Check.each("tools", shape.field("tools"), (at, tool) -> tool(at, tool, types));
    }

    private static Optional<ApiError> tool(String at, JsonNode tool, List<String> types) {
        if (tool.isObject() && InputType.absent(tool.path("type"))) {
            return custom(at + ".custom", tool);
        }
        return InputType.tag(at, tool, types).or(() -> ofType(at + "." + Json.type(tool), tool));
    }

    private static Optional<ApiError> ofType(String at, JsonNode tool) {
        String type = Json.type(tool);
        if (type.equals("custom")) {
            return custom(at, tool);
        }
        if (ToolTypes.isToolset(type)) {
            return toolset(at, tool);
        }
        return ToolTypes.nameOf(type)
                .flatMap(name -> InputType.STRING
                        .required(at + ".name", tool.path("name"))
                        .or(() -> InputType.choice(at + ".name", tool.path("name"), List.of(name))))
                .or(() -> type.startsWith("computer_") ? screen(at, tool) : Optional.empty());
    }

    private static Optional<ApiError> screen(String at, JsonNode tool) {
        return InputType.INTEGER
                .required(at + ".display_width_px", tool.path("display_width_px"))
                .or(() -> InputType.INTEGER.required(at + ".display_height_px", tool.path("display_height_px")));
    }

    private static Optional<ApiError> custom(String at, JsonNode tool) {
        JsonNode schema = tool.path("input_schema");
        return InputType.STRING
                .required(at + ".name", tool.path("name"))
                .or(() -> Check.invalidIf(
                        !tool.path("name").asText().matches(NAME),
                        at + ".name: String should match pattern '" + NAME + "'"))
                .or(() -> InputType.DICTIONARY.required(at + ".input_schema", schema))
                .or(() -> InputType.STRING.required(at + ".input_schema.type", schema.path("type")))
                .or(() -> InputType.choice(at + ".input_schema.type", schema.path("type"), List.of("object")));
    }

    private static Optional<ApiError> toolset(String at, JsonNode tool) {
        return NOT_IN_TOOLSETS.stream()
                .filter(tool::has)
                .findFirst()
                .flatMap(field -> Check.invalid(at + "." + field + ": Extra inputs are not permitted"))
                .or(() -> Check.each(
                        at + ".allowed_callers",
                        tool.path("allowed_callers"),
                        (place, caller) -> InputType.choice(place, caller, List.of("direct"))));
    }
}
