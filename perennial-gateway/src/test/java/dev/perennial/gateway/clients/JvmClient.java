package dev.perennial.gateway.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client on the Java virtual machine; it never tries again by itself, so that it reports every failure that it sees. */
interface JvmClient extends AutoCloseable {

    String MODEL = "claude-opus-5-5";
    int MAX_TOKENS = 16_000;
    String TOOL = "weather";
    String FOLLOW_UP = "And now 300 characters, please.";

    /**
     * Has one answer to the conversation so far, and keeps it as its next part.
     *
     * @param headers go with this request only
     * @param hear is told thinking, text, calls and the stop reason
     * @return the calls that wait for a result
     */
    List<String> answer(Map<String, String> headers, Consumer<String> hear) throws Exception;

    /** Adds what the user says. */
    void say(String text);

    /** Adds the results of the last calls. */
    void results();

    @Override
    void close();

    static String question(Talk talk) {
        String question = switch (talk.scenario()) {
            case TEXT -> "Tell me something.";
            case TOOLS -> "How is the weather in Reykjavík and in Tōkyō?";
        };
        return question + " (" + talk.id() + ")";
    }

    /** Has the whole conversation. */
    default void talk(Talk talk, Consumer<String> hear) throws Exception {
        say(question(talk));
        List<String> calls =
                answer(talk.fault().isEmpty() ? Map.of() : Map.of("x-simulator-fault", talk.fault()), hear);
        while (!calls.isEmpty()) {
            results();
            calls = answer(Map.of(), hear);
        }
        say(FOLLOW_UP);
        answer(Map.of(), hear);
    }

    /** Has a client have its conversation: what its user got. */
    static Heard hear(Function<Talk, JvmClient> client, Talk talk) {
        List<String> lines = new ArrayList<>();
        long began = System.nanoTime();
        try (JvmClient speaking = client.apply(talk)) {
            speaking.talk(talk, lines::add);
        } catch (Exception failure) {
            lines.add("error: " + failure);
        }
        return new Heard(lines, (System.nanoTime() - began) / 1_000_000);
    }
}
