package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request that goes on shows a model; refuses what the API would refuse, and what a model should never be shown.
 *
 * @param body the request
 * @param asks whether it ends with a message of the user
 * @param content the blocks of the assistant message that is to be gone on with
 */
record Shown(JsonSpan body, boolean asks, List<JsonSpan> content) {

    static Shown of(Call call) {
        JsonSpan body = JsonSpan.of(call.body()).orElseThrow(() -> new AssertionError("A body that is no JSON"));
        List<JsonSpan> messages = elements(body.member("messages"));
        boolean asks = call.shape() == Call.Shape.ASKING || call.shape() == Call.Shape.CONTINUING;
        JsonSpan assistant = messages.get(messages.size() - (asks ? 2 : 1));
        Shown shown = new Shown(body, asks, elements(assistant.member("content")));
        boolean prefill = call.shape() == Call.Shape.PREFILL;
        require(alternate(messages) && assistant.text("role").equals("assistant"), body);
        require(shown.isQuotable() && (!prefill || !shown.endsWithSpace()), body);
        return shown;
    }

    private static void require(boolean holds, JsonSpan body) {
        if (!holds) {
            throw new AssertionError("The API would refuse " + new String(body.bytes(), UTF_8));
        }
    }

    private static List<JsonSpan> elements(Optional<JsonSpan> array) {
        List<JsonSpan> elements = new ArrayList<>();
        array.orElseThrow().elements(elements::add);
        return elements;
    }

    private static boolean alternate(List<JsonSpan> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (!messages.get(i).text("role").equals(i % 2 == 0 ? "user" : "assistant")) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuotable() {
        return !content.isEmpty()
                && content.stream().allMatch(Shown::isQuotable)
                && !content.getLast().text("type").endsWith("thinking");
    }

    private static boolean isQuotable(JsonSpan block) {
        return switch (block.text("type")) {
            case "tool_use" -> false;
            case "thinking" -> !block.text("signature").isEmpty();
            case "text" -> !block.text("text").isBlank();
            default -> true;
        };
    }

    private boolean endsWithSpace() {
        String text = content.getLast().text("text");
        return !text.equals(text.stripTrailing());
    }

    /** Whether it ends with text. */
    boolean endsWithText() {
        return content.getLast().text("type").equals("text");
    }

    /** The text at its end. */
    String text() {
        return content.getLast().text("text");
    }

    /** What the user asks; empty if nobody asks. */
    String request() {
        return asks ? elements(body.member("messages")).getLast().text("content") : "";
    }

    /** The mark for an answer of which nothing is missing; empty if nobody asks. */
    String mark() {
        return asks
                ? body.member("stop_sequences")
                        .flatMap(JsonSpan::last)
                        .orElseThrow()
                        .text()
                : "";
    }
}
