package dev.perennial.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.agent.permission.PermissionAnswer;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it was asked to do. */
final class FakeHost implements SessionHost {

    /** What nobody may say. */
    static final String REFUSED = "Refuse this";

    private final SessionStore store;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keyHashes = new CopyOnWriteArrayList<>();

    FakeHost(SessionStore store) {
        this.store = store;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** With what was said each time; empty without a key. */
    List<String> keyHashes() {
        return List.copyOf(keyHashes);
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public String newId() {
        return "s-" + UUID.randomUUID();
    }

    @Override
    public void begin(String id, Beginning beginning, String keyHash) {
        keyHashes.add(keyHash);
        asked.add("begin " + beginning.text().orElse("-") + " " + beginning.settings());
        store.journal().create(id, Door.head(beginning.title().orElse(""))).close();
    }

    @Override
    public void say(String session, String text, String keyHash) {
        if (text.equals(REFUSED)) {
            throw new RefusedException(409, "refused", "Say something else.");
        }
        asked.add("say " + session + " " + text);
        keyHashes.add(keyHash);
    }

    @Override
    public void interrupt(String session) {
        asked.add("interrupt " + session);
    }

    @Override
    public void retry(String session) {
        throw new RefusedException(409, "nothing_to_retry", "The last answer is whole.");
    }

    @Override
    public void answer(String session, String call, PermissionAnswer answer) {
        asked.add("answer " + session + " " + call + " " + answer);
    }

    @Override
    public void rename(String session, String title) {
        asked.add("rename " + session + " " + title);
    }

    @Override
    public void delete(String session) {
        store.journal().delete(session);
    }

    @Override
    public void export(SessionRow session, Format format, Appendable out) throws IOException {
        out.append(format.name()).append(' ').append(session.head().title());
    }

    @Override
    public ObjectNode settings(String session) {
        return JsonNodeFactory.instance.objectNode().put("of", session);
    }

    @Override
    public ObjectNode changeSettings(String session, ObjectNode changes) {
        asked.add("settings " + session + " " + changes);
        return settings(session);
    }
}
