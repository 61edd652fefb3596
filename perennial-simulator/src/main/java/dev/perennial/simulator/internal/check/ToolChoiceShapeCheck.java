package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.List;
import java.util.Optional;

/** {@code tool_choice} is of a known type, and names a tool where it has to (platform.claude.com, "Tool use"). */
final class ToolChoiceShapeCheck implements Check<BodyShape> {

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        JsonNode choice = shape.field("tool_choice");
        return InputType.absent(choice)
                ? Optional.empty()
                : InputType.tag("tool_choice", choice, List.of("auto", "any", "tool", "none"))
                        .or(() -> name(choice));
    }

    private static Optional<ApiError> name(JsonNode choice) {
        return Json.type(choice).equals("tool")
                ? InputType.STRING.required("tool_choice.tool.name", choice.path("name"))
                : Optional.empty();
    }
}
