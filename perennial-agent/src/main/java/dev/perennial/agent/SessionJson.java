package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;

/** A session in the list of sessions, for programs: fields are added over time, never renamed. */
public final class SessionJson {

    private SessionJson() {}

    /** The session as a JSON object. */
    public static ObjectNode of(SessionRow row) {
        SessionHead head = row.head();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("session", row.id())
                .put("state", SessionState.of(row).word())
                .put("title", head.title())
                .put("model", head.model())
                .put("folder", head.folder())
                .put("simulated", head.simulated())
                .put("created", row.created().toString())
                .put("last_activity", row.written().toString())
                .put("last_seq", row.lastSeq())
                .put("tokens", head.tokens())
                .put("cost_usd", head.dollars());
        row.lease()
                .ifPresent(lease ->
                        json.putObject("held_by").put("host", lease.host()).put("pid", lease.pid()));
        return json;
    }
}
