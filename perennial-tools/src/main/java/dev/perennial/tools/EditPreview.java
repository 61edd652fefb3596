package dev.perennial.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** What a call of the editor would change, for people: the lines that go and the lines that come. */
final class EditPreview {

    private EditPreview() {}

    static String of(EditorPath path, JsonNode input) {
        String place = input.hasNonNull("insert_line") ? " after line " + input.get("insert_line") : "";
        return input.path("command").asText() + " " + path.name() + place + "\n"
                + lines("- ", input.path("old_str").asText(""))
                + lines("+ ", input.path("new_str").asText(""))
                + lines("+ ", input.path("insert_text").asText(""))
                + lines("+ ", input.path("file_text").asText(""));
    }

    private static String lines(String mark, String text) {
        return text.lines().map(line -> mark + line + "\n").collect(Collectors.joining());
    }
}
