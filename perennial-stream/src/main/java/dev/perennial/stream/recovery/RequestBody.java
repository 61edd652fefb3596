package dev.perennial.stream.recovery;

import dev.perennial.models.Capabilities;
import dev.perennial.models.ThinkingMode;
import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.internal.JsonSpan;
import java.util.Optional;

/**
 * The body of a request for a message, as far as recovery has to understand it (platform.claude.com, "Messages").
 *
 * <p>Fields that are missing or strange are taken for the API's defaults: what is wrong about a request is the API's to say.
 */
final class RequestBody {

    private final JsonSpan document;
    private final long length;

    /** A body; one that is no JSON object is sent as it is and never gone on with. */
    RequestBody(byte[] bytes) {
        this.length = bytes.length;
        this.document = JsonSpan.of(bytes).filter(JsonSpan::isObject).orElse(new JsonSpan(new byte[] {'{', '}'}, 0, 2));
    }

    JsonSpan document() {
        return document;
    }

    /** What patience depends on. */
    Clocks.Request timed() {
        String effort =
                document.member("output_config").map(c -> c.text("effort")).orElse("");
        return new Clocks.Request(document.text("model"), effort, length);
    }

    boolean goesOnWithThread() {
        return document.member("thread").filter(JsonSpan::isObject).isPresent();
    }

    boolean isStructured() {
        Optional<JsonSpan> format = document.member("output_config").flatMap(c -> c.member("format"));
        return format.or(() -> document.member("output_format"))
                .filter(JsonSpan::isObject)
                .isPresent();
    }

    Optional<JsonSpan> messages() {
        return document.member("messages").filter(JsonSpan::isArray);
    }

    Optional<JsonSpan> lastMessage() {
        return messages().flatMap(JsonSpan::last).filter(JsonSpan::isObject);
    }

    boolean endsWithAssistant() {
        return lastMessage().filter(m -> m.text("role").equals("assistant")).isPresent();
    }

    /** The limit; without one that is understood there is none. */
    long maxTokens() {
        long limit = document.number("max_tokens", Long.MAX_VALUE);
        return limit < 0 ? Long.MAX_VALUE : limit;
    }

    /** The tokens that thinking alone may take; 0 if that is left to the model. */
    long thinkingBudget() {
        return document.member("thinking")
                .map(t -> Math.max(0, t.number("budget_tokens", 0)))
                .orElse(0L);
    }

    EagerTools eagerTools() {
        return EagerTools.of(document.member("tools"));
    }

    Optional<JsonSpan> stopSequences() {
        return document.member("stop_sequences").filter(JsonSpan::isArray);
    }

    /** Whether the model would go on with an assistant message at the end of the request. */
    boolean takesPrefill(Capabilities model) {
        return model.features().prefill() && !thinks(model) && !forcesTool();
    }

    private boolean thinks(Capabilities model) {
        String type = document.member("thinking").map(t -> t.text("type")).orElse("");
        return type.isEmpty() ? model.thinking().standard() != ThinkingMode.DISABLED : !type.equals("disabled");
    }

    /** Whether the answer has to be a call, whatever else is asked. */
    boolean forcesTool() {
        String type = document.member("tool_choice").map(t -> t.text("type")).orElse("");
        return type.equals("tool") || type.equals("any");
    }
}
