package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.PermissionAnswer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one process leaves for another that runs a session ({@link dev.perennial.agent.journal.Journal#post}). */
public sealed interface SessionMessage {

    /**
     * Say this to the model ({@link Session#say(String, String)}).
     *
     * @param keyHash by which it is known if it is said again; empty if it has none
     */
    record Say(String text, String keyHash) implements SessionMessage {
        public Say {
            requireNonNull(text, "text");
            requireNonNull(keyHash, "keyHash");
        }

        public Say(String text) {
            this(text, "");
        }
    }

    /** Be called so ({@link Session#rename}). */
    record Title(String title) implements SessionMessage {
        public Title {
            requireNonNull(title, "title");
        }
    }

    /** Stop the run. */
    record Stop() implements SessionMessage {}

    /**
     * The answer to a question ({@link SessionEvent.PermissionAsked}).
     *
     * @param call the id of the call that it was about
     */
    record Answer(String call, PermissionAnswer answer) implements SessionMessage {
        public Answer {
            requireNonNull(call, "call");
            requireNonNull(answer, "answer");
        }
    }

    /** The message as text. */
    default String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case Say say -> say(json, say).toString();
            case Title title ->
                json.put("type", "title").put("title", title.title()).toString();
            case Stop ignored -> json.put("type", "stop").toString();
            case Answer answer ->
                json.put("type", "answer")
                        .put("id", answer.call())
                        .put("answer", answer.answer().name().toLowerCase(Locale.ROOT))
                        .toString();
        };
    }

    private static ObjectNode say(ObjectNode json, Say say) {
        json.put("type", "say").put("text", say.text());
        return say.keyHash().isEmpty() ? json : json.put("key_hash", say.keyHash());
    }

    /** The message that a text says; empty if it says none that is known here. */
    static Optional<SessionMessage> of(String json) {
        try {
            JsonNode message = new ObjectMapper().readTree(json);
            return switch (message.path("type").asText()) {
                case "say" ->
                    Optional.of(new Say(
                            message.path("text").asText(),
                            message.path("key_hash").asText()));
                case "title" -> Optional.of(new Title(message.path("title").asText()));
                case "stop" -> Optional.of(new Stop());
                case "answer" ->
                    answer(message.path("answer").asText())
                            .map(answer -> new Answer(message.path("id").asText(), answer));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<PermissionAnswer> answer(String word) {
        return Arrays.stream(PermissionAnswer.values())
                .filter(answer -> answer.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
