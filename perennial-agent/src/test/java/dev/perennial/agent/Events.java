package dev.perennial.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.List;

/** Makes the events of which histories are told in tests. */
final class Events {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    static History history(SessionEvent... events) {
        History history = History.empty();
        for (SessionEvent event : events) {
            history = history.with(event);
        }
        return history;
    }

    static SessionEvent user(String text) {
        return new SessionEvent.UserInput(text);
    }

    static SessionEvent text(String text) {
        return new SessionEvent.BlockFinished(block("{\"type\":\"text\",\"text\":\"" + text + "\"}"));
    }

    static SessionEvent thinking(String signature) {
        return new SessionEvent.BlockFinished(
                block("{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"" + signature + "\"}"));
    }

    static SessionEvent call(String id) {
        return new SessionEvent.BlockFinished(block(
                "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"bash\",\"input\":{\"command\":\"ls\"}}"));
    }

    static SessionEvent stop(String reason) {
        return new SessionEvent.ResponseFinished(reason, MissingNode.getInstance(), TokenUsage.of(1, 1));
    }

    static SessionEvent broken(String partial) {
        return new SessionEvent.ResponseBroken(block(partial), "cut");
    }

    static SessionEvent result(String id, String text) {
        return new SessionEvent.ToolFinished(id, "bash", ToolResult.text(text));
    }

    static SessionEvent goOn() {
        return new SessionEvent.ContinuationAsked("go on");
    }

    static ObjectNode block(String json) {
        return (ObjectNode) json(json);
    }

    static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static List<JsonNode> messages(History history) {
        return List.copyOf(history.messages());
    }
}
