package dev.perennial.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object that a request brings, with fields that are checked as they are read. */
final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode json;

    private RequestBody(ObjectNode json) {
        this.json = json;
    }

    /**
     * Reads it; a body that is not there is an empty object.
     *
     * @param fields those that it may have
     * @throws RefusedException if it is no JSON object, or has other fields
     */
    static RequestBody of(Exchange exchange, String... fields) {
        return of(exchange.body(), fields);
    }

    /**
     * Reads one of somebody who is not in yet: no more of it than that takes.
     *
     * @throws RefusedException also if it is longer than {@code most} bytes; the rest of it is not read
     */
    static RequestBody small(Exchange exchange, int most, String... fields) {
        if (exchange.bodyLength().orElse(0) > most) {
            throw tooLong(most);
        }
        byte[] body;
        try {
            body = exchange.bodyStream().readNBytes(most + 1);
        } catch (IOException e) {
            throw new RefusedException(400, "incomplete_body", "The body was not sent to its end: send it once more.");
        }
        if (body.length > most) {
            throw tooLong(most);
        }
        return of(body, fields);
    }

    private static RefusedException tooLong(int most) {
        return new RefusedException(
                413,
                "body_too_large",
                "The body is longer than %d bytes, which is all that fits here.".formatted(most));
    }

    private static RequestBody of(byte[] body, String... fields) {
        ObjectNode json = parse(body);
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        List.of(fields).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    400,
                    "unknown_field",
                    "`%s` is no field here: say one of %s.".formatted(String.join("`, `", unknown), List.of(fields)));
        }
        return new RequestBody(json);
    }

    /** Reads one of which somebody else knows the fields. */
    static ObjectNode any(Exchange exchange) {
        return parse(exchange.body());
    }

    private static ObjectNode parse(byte[] body) {
        try {
            JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(
                    400, "malformed_json", "The body is not JSON: " + malformed.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
        throw new RefusedException(400, "malformed_json", "The body is not a JSON object: send one, such as {}.");
    }

    /** A text that has to be there, with something in it. */
    String required(String field) {
        return text(field)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new RefusedException(
                        400, "missing_field", "`%s` is missing or empty: say it.".formatted(field)));
    }

    /** A text that may be there. */
    Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw RefusedException.invalid(field, value.toString(), "say a text");
        }
        return Optional.of(value.asText());
    }

    /** An object that may be there. */
    Optional<ObjectNode> object(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw RefusedException.invalid(field, value.toString(), "say an object");
    }

    /** Pictures have no way into a session yet; who sends some is not to believe that they were seen. */
    RequestBody withoutImages() {
        if (!json.path("images").isEmpty()) {
            throw new RefusedException(
                    422, "images_unsupported", "`images` cannot be sent yet: put the files into the session's folder.");
        }
        return this;
    }

    /** All of it. */
    ObjectNode json() {
        return json;
    }
}
