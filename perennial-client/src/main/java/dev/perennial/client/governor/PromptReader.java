package dev.perennial.client.governor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perennial.governor.estimate.Prompt;
import dev.perennial.governor.estimate.Segment;
import dev.perennial.models.Capabilities;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads of a request's body what it takes to estimate its prompt (platform.claude.com, "Messages"), in one pass. What is strange
 * about it counts as text: what is wrong is the API's to say.
 */
final class PromptReader {

    private static final JsonFactory JSON = new JsonFactory();

    /** Without a limit that is understood. */
    private static final long USUAL_OUTPUT = 64_000;

    private final JsonParser json;
    private final Capabilities model;
    private final List<Segment> tools = new ArrayList<>();
    private final List<Segment> system = new ArrayList<>();
    private final List<Segment> messages = new ArrayList<>();
    private String user = "";
    private int firstMessage;
    private long maxTokens = USUAL_OUTPUT;
    private boolean fast;
    private boolean goesOn;
    private Optional<Duration> cachedToTheEnd = Optional.empty();

    private PromptReader(JsonParser json, Capabilities model) {
        this.json = json;
        this.model = model;
    }

    static PromptFacts read(byte[] body, Capabilities model) {
        try (JsonParser json = JSON.createParser(body)) {
            PromptReader reader = new PromptReader(json, model);
            reader.document();
            return reader.facts();
        } catch (IOException malformed) {
            return new PromptFacts(new Prompt(model, List.of()), "", USUAL_OUTPUT, false, false);
        }
    }

    private PromptFacts facts() {
        List<Segment> segments = new ArrayList<>(tools.size() + system.size() + messages.size());
        Stream.of(tools, system, messages).forEach(segments::addAll);
        if (cachedToTheEnd.isPresent() && !segments.isEmpty()) {
            segments.add(segments.removeLast().cached(cachedToTheEnd.get()));
        }
        String session = user.isEmpty() ? beginning() : user;
        return new PromptFacts(new Prompt(model, segments), session, maxTokens, fast, goesOn);
    }

    /** Conversations are told apart by what comes before the first answer. */
    private String beginning() {
        long hash = 1;
        for (Segment segment : system) {
            hash = 31 * hash + segment.fingerprint();
        }
        for (Segment segment : messages.subList(0, firstMessage)) {
            hash = 31 * hash + segment.fingerprint();
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private void document() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            member(name);
        }
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "tools" -> blocks(name, tools);
            case "system" -> blocks(name, system);
            case "messages" -> messages();
            case "max_tokens" ->
                maxTokens = json.currentToken().isNumeric() ? positive(json.getValueAsLong()) : maxTokens;
            case "speed" -> fast = json.getValueAsString("").equals("fast");
            case "metadata" -> user = text("user_id");
            case "cache_control" -> cachedToTheEnd = Optional.of(BlockReader.timeToLive(json));
            default -> json.skipChildren();
        }
    }

    private static long positive(long number) {
        return Math.clamp(number, 0, 10_000_000);
    }

    /** The text of a member of the object that begins here. */
    private String text(String wanted) throws IOException {
        String found = "";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return found;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean here = json.currentName().equals(wanted);
            json.nextToken();
            found = here ? json.getValueAsString("") : found;
            json.skipChildren();
        }
        return found;
    }

    private void messages() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            goesOn = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean content = json.currentName().equals("content");
                json.nextToken();
                if (content) {
                    blocks("message", messages);
                } else {
                    json.skipChildren();
                }
            }
            firstMessage = firstMessage == 0 ? messages.size() : firstMessage;
        }
    }

    /** A text, or an array of blocks. */
    private void blocks(String kind, List<Segment> into) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            into.add(Segment.ofText(kind, json.getText()));
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                BlockReader block = new BlockReader(json, model.tokenizer().charactersPerToken());
                into.add(block.read(kind));
                goesOn |= block.isToolResult();
            }
        } else {
            json.skipChildren();
        }
    }
}
