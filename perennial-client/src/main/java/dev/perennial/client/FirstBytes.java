package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Tells by its first bytes what a success is that does not say it. */
final class FirstBytes {

    private static final JsonFactory JSON = new JsonFactory();
    /** Fields of events, and comments (html.spec.whatwg.org, "Server-sent events"). */
    private static final List<String> FIELDS = List.of("event:", "data:", "id:", "retry:", ":");

    private FirstBytes() {}

    static boolean areEvents(byte[] bytes, int count) {
        String start = new String(bytes, 0, Math.min(count, 64), UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        return FIELDS.stream().anyMatch(start::startsWith);
    }

    static boolean areJson(byte[] bytes, int count) {
        return new String(bytes, 0, Math.min(count, 64), UTF_8).stripLeading().startsWith("{");
    }

    /** Whether all the bytes are a message (platform.claude.com, "Messages"). */
    static boolean areMessage(byte[] json) {
        boolean message = false;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean type = parser.currentName().equals("type");
                message |= parser.nextToken() == JsonToken.VALUE_STRING
                        && type
                        && parser.getText().equals("message");
                parser.skipChildren();
            }
            return message && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
