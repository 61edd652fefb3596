package dev.perennial.web.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A session's events as a journal would tell them; a test says which. Thread-safe. */
final class Told {

    private static final Instant BEGAN = Instant.parse("2026-11-22T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    final String id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<ObjectNode> events = new ArrayList<>();
    private int requests;
    private long lost;
    volatile String title = "";
    volatile String state = "idle";

    Told(String id) {
        this.id = id;
        tell("session", "{'session':'%s','model':'claude-opus-5-5','simulated':true,'folder':'/work'}".formatted(id));
    }

    /**
     * An event happens.
     *
     * @param fields its JSON, with single quotes
     */
    Told tell(String type, String fields) {
        return add(type, json(fields));
    }

    private Told add(String type, ObjectNode fields) {
        lock.lock();
        try {
            ObjectNode event = JSON.createObjectNode()
                    .put("type", type)
                    .put("session", id)
                    .put("seq", events.size() + 1L)
                    .put("at", BEGAN.plusMillis(430L * events.size()).toString());
            events.add(event.setAll(fields));
            more.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** What was told is lost with the machine, but for how the session began. */
    void lose() {
        lock.lock();
        try {
            events.subList(1, events.size()).clear();
            lost++;
        } finally {
            lock.unlock();
        }
    }

    /** How often all was lost. */
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    Told user(String text) {
        state = "running";
        return add("user", JSON.createObjectNode().put("text", text));
    }

    /** A response begins, and in it a text. */
    Told answer() {
        return begin().tell("block_started", "{'block':{'type':'text','text':''}}");
    }

    /** A response begins. */
    Told begin() {
        requests++;
        tell("request", "{'request':%d,'messages':1,'hash':'0'}".formatted(requests));
        return tell("response", "{'request_id':'req_%d','model':'m','message':{}}".formatted(requests));
    }

    Told text(String piece) {
        return add("text_delta", JSON.createObjectNode().put("text", piece));
    }

    /** The text is whole, and with it the answer and the run. */
    Told whole(String text) {
        ObjectNode fields = JSON.createObjectNode();
        fields.putObject("block").put("type", "text").put("text", text);
        return add("block", fields).end("end_turn").result("complete", "");
    }

    Told end(String reason) {
        String usage = "'usage':{'input_tokens':100,'output_tokens':50,'cache_creation_input_tokens':0,"
                + "'cache_read_input_tokens':300}";
        tell("response_end", "{'stop_reason':'%s',%s}".formatted(reason, usage));
        return tell(
                "attempt",
                "{'request':%d,'request_id':'req','end':'%s','duration_ms':10,%s}".formatted(requests, reason, usage));
    }

    Told result(String outcome, String detail) {
        state = outcome.equals("complete") ? "idle" : "failed";
        return add(
                "result",
                JSON.createObjectNode()
                        .put("outcome", outcome)
                        .put("detail", detail)
                        .put("text", ""));
    }

    /** A whole call of a tool whose input is this. */
    Told call(String call, String name, ObjectNode input) {
        add("tool_call", JSON.createObjectNode().put("id", call).put("name", name));
        ObjectNode fields = JSON.createObjectNode();
        fields.putObject("block")
                .put("type", "tool_use")
                .put("id", call)
                .put("name", name)
                .set("input", input);
        return add("block", fields);
    }

    Told runs(String call, String name, ObjectNode input) {
        ObjectNode fields = JSON.createObjectNode().put("id", call).put("name", name);
        return add("tool_started", fields.set("input", input));
    }

    Told prints(String call, String text) {
        return add("tool_output", JSON.createObjectNode().put("id", call).put("text", text));
    }

    Told returns(String call, String name, String text) {
        ObjectNode fields = JSON.createObjectNode().put("id", call).put("name", name);
        fields.putArray("content").addObject().put("type", "text").put("text", text);
        return add("tool_result", fields.put("is_error", false));
    }

    Told asks(String call, String name, String preview) {
        state = "asks";
        ObjectNode fields = JSON.createObjectNode()
                .put("id", call)
                .put("name", name)
                .put("reason", "it writes")
                .put("preview", preview);
        fields.putArray("rules").add("bash: touch*");
        return add("permission_asked", fields);
    }

    ObjectNode row() {
        return JSON.createObjectNode()
                .put("id", id)
                .put("session", id)
                .put("title", title)
                .put("state", state)
                .put("model", "claude-opus-5-5")
                .put("folder", "/work")
                .put("simulated", true)
                .put("created", "2026-11-22T10:00:00Z")
                .put("last_activity", "2026-11-22T10:00:00Z")
                .put("cost_usd", 0.5);
    }

    /** The events behind this one, once there are some; none if there are not within the time. */
    List<ObjectNode> behind(long seq, long atMostMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(atMostMillis);
            while (events.size() <= seq && left > 0) {
                left = more.awaitNanos(left);
            }
            return List.copyOf(events.subList((int) Math.min(seq, events.size()), events.size()));
        } finally {
            lock.unlock();
        }
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
