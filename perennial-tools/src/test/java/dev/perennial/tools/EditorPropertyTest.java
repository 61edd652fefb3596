package dev.perennial.tools;

import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random edits against the plainest model there is: strings. */
class EditorPropertyTest {

    private static final int EDITS = 100;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void edits_randomSequence_keepTheFileEqualToTheModel(long seed) throws Exception {
        Random random = new Random(seed);
        boolean returned = seed % 2 == 0;
        TextEditorTool editor =
                new TextEditorTool(TextEditorSettings.in(folder).withVersion(TextEditorVersion.TEXT_EDITOR_20241022));
        Path file = folder.resolve("file");
        String model = (seed % 4 < 2 ? "" : "\ufeff") + ends(randomText(random, 60), returned);
        Files.writeString(file, model);
        Deque<String> earlier = new ArrayDeque<>();
        for (int i = 0; i < EDITS; i++) {
            ObjectNode input = randomInput(random, file, model);
            String expected = expected(input, model, returned, earlier);
            ToolResult result = Calls.run(editor, input, text -> {});
            assertThat(result.isError())
                    .as("seed %d, edit %d: %s → %s", seed, i, input, text(result))
                    .isEqualTo(expected.equals(model));
            assertThat(content(file)).as("seed %d, edit %d: %s", seed, i, input).isEqualTo(expected);
            remember(input, model, expected, earlier);
            model = expected;
        }
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static ObjectNode randomInput(Random random, Path file, String model) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("path", file.toString());
        String plain = model.replace("\r\n", "\n");
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                input.put("command", "str_replace")
                        .put("old_str", someOf(plain, random))
                        .put("new_str", randomText(random, 8));
            case 2, 3 ->
                input.put("command", "insert")
                        .put("insert_line", random.nextInt(lines(plain) + 2))
                        .put("new_str", randomText(random, 8));
            default -> input.put("command", "undo_edit");
        };
    }

    private static String expected(ObjectNode input, String model, boolean returned, Deque<String> earlier) {
        String plain = model.replace("\r\n", "\n");
        return switch (input.get("command").textValue()) {
            case "str_replace" -> replaced(plain, input, model, returned);
            case "insert" -> inserted(plain, input, model, returned);
            default -> earlier.isEmpty() ? model : earlier.peek();
        };
    }

    private static String replaced(String plain, ObjectNode input, String model, boolean returned) {
        String oldText = input.get("old_str").textValue();
        String newText = input.get("new_str").textValue();
        int at = plain.indexOf(oldText);
        if (oldText.isEmpty() || oldText.equals(newText) || at < 0 || plain.indexOf(oldText, at + 1) >= 0) {
            return model;
        }
        return ends(plain.substring(0, at) + newText + plain.substring(at + oldText.length()), returned);
    }

    private static String inserted(String plain, ObjectNode input, String model, boolean returned) {
        int line = input.get("insert_line").intValue();
        if (line > lines(plain)) {
            return model;
        }
        String mark = plain.startsWith("\ufeff") ? "\ufeff" : "";
        List<String> lines =
                new ArrayList<>(Arrays.asList(plain.substring(mark.length()).split("\n", -1)));
        lines.add(line, input.get("new_str").textValue());
        return ends(mark + String.join("\n", lines), returned && model.contains("\n"));
    }

    private static void remember(ObjectNode input, String before, String after, Deque<String> earlier) {
        if (input.get("command").textValue().equals("undo_edit")) {
            earlier.poll();
        } else if (!before.equals(after)) {
            earlier.push(before);
        }
    }

    private static int lines(String plain) {
        return plain.split("\n", -1).length;
    }

    private static String ends(String plain, boolean returned) {
        return returned ? plain.replace("\n", "\r\n") : plain;
    }

    private static String someOf(String text, Random random) {
        if (text.isEmpty() || random.nextInt(8) == 0) {
            return randomText(random, 4);
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        return whole(text, from, to);
    }

    private static String whole(String text, int from, int to) {
        int start = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        int end = Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        return start < end ? text.substring(start, end) : "";
    }

    private static String randomText(Random random, int most) {
        String[] pieces = {"a", "b", "\t", " ", "\n", "\n", "ü", "漢", "🎉", "x = 1;", "}"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
