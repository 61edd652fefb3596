package dev.perennial.app.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.RawMessages;
import java.util.List;

/**
 * One small request.
 *
 * @param gist what is asked, in a few words for people
 * @param body the body; not to be changed
 * @param betas the values of {@code anthropic-beta}
 * @param version the value of {@code anthropic-version}
 */
public record Question(String gist, ObjectNode body, List<String> betas, String version) {

    private static final String NEWEST = "2026-10-21";

    public Question {
        requireNonNull(gist, "gist");
        requireNonNull(body, "body");
        betas = List.copyOf(betas);
        requireNonNull(version, "version");
    }

    /** A question under the newest API version. */
    static Question of(String gist, ObjectNode body) {
        return new Question(gist, body, List.of(), NEWEST);
    }

    /**
     * A question to a model.
     *
     * @param messages the messages as JSON
     */
    static Question of(String gist, String model, int maxTokens, String messages) {
        ObjectNode body = RawMessages.parse("{\"messages\":" + messages + "}");
        body.put("model", model).put("max_tokens", maxTokens);
        return of(gist + "; " + model + ", max_tokens " + maxTokens, body);
    }

    Question inVersion(String other) {
        return new Question(gist + ", version " + other, body, betas, other);
    }
}
