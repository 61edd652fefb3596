package dev.perennial.client.governor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is sent to have tokens counted, and what comes back. */
final class CountBody {

    private static final JsonFactory JSON = new JsonFactory();

    /** What of a request for a message that endpoint takes (the official SDK's MessageCountTokensParams, 3.11, beta and not). */
    private static final Set<String> TAKEN = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "speed",
            "cache_control",
            "output_config",
            "output_format",
            "context_management",
            "mcp_servers");

    private CountBody() {}

    /** Of a request for a message what counts; empty if it cannot be read. */
    static Optional<byte[]> of(byte[] message) {
        ByteArrayOutputStream counted = new ByteArrayOutputStream(message.length);
        try (JsonParser from = JSON.createParser(message);
                JsonGenerator to = JSON.createGenerator(counted)) {
            copy(from, to);
        } catch (IOException malformed) {
            return Optional.empty();
        }
        return Optional.of(counted.toByteArray());
    }

    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        from.nextToken();
        to.writeStartObject();
        while (from.nextToken() == JsonToken.FIELD_NAME) {
            boolean taken = TAKEN.contains(from.currentName());
            if (taken) {
                to.writeFieldName(from.currentName());
            }
            from.nextToken();
            if (taken) {
                to.copyCurrentStructure(from);
            } else {
                from.skipChildren();
            }
        }
        to.writeEndObject();
    }

    /** What an answer says; empty if that is no count. */
    static Optional<Long> tokens(byte[] answer) {
        long tokens = 0;
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = json.currentName().equals("input_tokens");
                tokens = json.nextToken() == JsonToken.VALUE_NUMBER_INT && here ? json.getLongValue() : tokens;
                json.skipChildren();
            }
        } catch (IOException noCount) {
            return Optional.empty();
        }
        return Optional.of(tokens).filter(t -> t > 0);
    }

    static Optional<Duration> seconds(String retryAfter) {
        try {
            return Optional.of(Duration.ofMillis(Math.round(1_000 * Double.parseDouble(retryAfter.strip()))))
                    .filter(Duration::isPositive);
        } catch (NumberFormatException aDate) {
            return Optional.empty();
        }
    }
}
