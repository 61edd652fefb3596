package dev.perennial.client;

import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The JSON of a request for a message, read once.
 *
 * @param body as it is to be sent: as the caller made it, but always with {@code "stream": true}
 * @param streaming whether the caller asked for a stream
 * @param model the model's id; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MessageRequest(byte[] body, boolean streaming, String model) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> PATH = List.of("v1", "messages");
    private static final byte[] STREAM = {'"', 's', 't', 'r', 'e', 'a', 'm', '"', ':', 't', 'r', 'u', 'e'};

    /**
     * Whether a request asks for a message, by method and path (platform.claude.com, "Messages"). An attempt of a message
     * that is kept alive already, because the interceptor was added twice, is none.
     */
    static boolean isOne(HttpRequest request) {
        return request.method() == HttpMethod.POST
                && request.pathSegments().equals(PATH)
                && request.body().filter(b -> !Sending.isAttempt(b)).isPresent();
    }

    /**
     * Reads a body, and closes it.
     *
     * @throws com.anthropic.errors.AnthropicInvalidDataException or another exception of the SDK's if it cannot be written
     */
    static MessageRequest read(HttpRequestBody body) {
        try (body) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream((int) Math.max(64, Math.min(body.contentLength(), 1 << 26)));
            body.writeTo(bytes);
            return of(bytes.toByteArray());
        }
    }

    /** A body that is no JSON object passes as it is: what is wrong about it is the API's to say. */
    static MessageRequest of(byte[] body) {
        Found found = new Found();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                found.objectFrom = (int) parser.currentLocation().getByteOffset();
                readFields(parser, found);
            }
        } catch (IOException e) {
            return new MessageRequest(body, true, "");
        }
        return new MessageRequest(found.streaming ? body : streamed(body, found), found.streaming, found.model);
    }

    private static void readFields(JsonParser parser, Found found) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            found.fields++;
            int from = (int) parser.currentTokenLocation().getByteOffset();
            JsonToken value = parser.nextToken();
            if (name.equals("stream")) {
                found.streaming = value == JsonToken.VALUE_TRUE;
                found.streamFrom = from;
                parser.finishToken();
                parser.skipChildren();
                found.streamTo = (int) parser.currentLocation().getByteOffset();
            } else if (name.equals("model") && value == JsonToken.VALUE_STRING) {
                found.model = parser.getText();
            }
            parser.skipChildren();
        }
    }

    /** The same bytes with the one field more, or in the place of the one that says otherwise. */
    private static byte[] streamed(byte[] body, Found found) {
        if (found.objectFrom < 0) {
            return body;
        }
        boolean replaces = found.streamFrom >= 0;
        int from = replaces ? found.streamFrom : found.objectFrom;
        int to = replaces ? found.streamTo : found.objectFrom;
        ByteArrayOutputStream edited = new ByteArrayOutputStream(body.length + STREAM.length + 1);
        edited.write(body, 0, from);
        edited.writeBytes(STREAM);
        if (!replaces && found.fields > 0) {
            edited.write(',');
        }
        edited.write(body, to, body.length - to);
        return edited.toByteArray();
    }

    private static final class Found {
        private boolean streaming;
        private String model = "";
        private int fields;
        private int objectFrom = -1;
        private int streamFrom = -1;
        private int streamTo = -1;
    }
}
