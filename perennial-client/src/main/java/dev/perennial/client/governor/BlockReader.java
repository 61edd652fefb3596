package dev.perennial.client.governor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perennial.governor.estimate.Segment;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads one block of a prompt: all that is text in it, and what images and documents in it come to. */
final class BlockReader {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final JsonParser json;
    private final double charactersPerToken;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder media = new StringBuilder();
    private long known;
    private boolean toolResult;
    private Optional<Duration> cachedFor = Optional.empty();

    BlockReader(JsonParser json, double charactersPerToken) {
        this.json = json;
        this.charactersPerToken = charactersPerToken;
    }

    /** Reads the object that begins here. */
    Segment read(String kind) throws IOException {
        members(true);
        Segment read = Segment.ofText(kind + media, text);
        return new Segment(read.fingerprint(), read.text(), known, cachedFor);
    }

    boolean isToolResult() {
        return toolResult;
    }

    /** How long what is cached lives (platform.claude.com, "Prompt caching"). */
    static Duration timeToLive(JsonParser json) throws IOException {
        Duration timeToLive = FIVE_MINUTES;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return timeToLive;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean ttl = json.currentName().equals("ttl");
            json.nextToken();
            timeToLive = ttl && json.getValueAsString("").equals("1h") ? AN_HOUR : timeToLive;
            json.skipChildren();
        }
        return timeToLive;
    }

    private void members(boolean outermost) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("cache_control")) {
                Duration timeToLive = timeToLive(json);
                cachedFor = outermost ? Optional.of(timeToLive) : cachedFor;
            } else {
                toolResult |= outermost
                        && name.equals("type")
                        && json.getValueAsString("").equals("tool_result");
                text.append(name).append(": ");
                value();
            }
        }
    }

    private void value() throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> members(false);
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    value();
                }
            }
            case VALUE_STRING -> string(json.getText());
            default -> text.append(json.getText()).append('\n');
        }
    }

    private void string(String value) {
        Optional<Media> found = Media.of(value);
        if (found.isPresent()) {
            known += found.get().tokens(charactersPerToken);
            media.append(value.hashCode()).append('/').append(value.length());
        } else {
            text.append(value).append('\n');
        }
    }
}
