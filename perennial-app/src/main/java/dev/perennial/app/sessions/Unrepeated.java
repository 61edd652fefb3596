package dev.perennial.app.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells a journal's events to somebody who shows text as it grows. In a journal the pieces of a block are replaced by the block
 * once that is whole, so that one reader finds the pieces, another the block, a third some pieces and then the block; and a
 * response that was gone on with after a crash is told again from its beginning. Here all of them hear each text in pieces, once.
 *
 * <p>Holds the text of one response. Used by one thread.
 */
public final class Unrepeated implements SessionListener {

    private final SessionListener next;
    private final Map<Place, Passage> passages = new HashMap<>();
    private final Set<String> calls = new HashSet<>();
    private int block;
    private boolean over = true;

    /** Where in a response a text stands. */
    private record Place(int block, boolean thinking) {}

    public Unrepeated(SessionListener next) {
        this.next = next;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.ResponseStarted _ -> responseStarted();
            case SessionEvent.BlockStarted _ -> begin();
            case SessionEvent.BlockRestarted restarted -> goBackTo(restarted.index());
            case SessionEvent.TextDelta delta -> text(seq, delta.text());
            case SessionEvent.ThinkingDelta delta -> thinking(seq, delta.text());
            case SessionEvent.ToolCallStarted call -> call(seq, call);
            case SessionEvent.BlockFinished finished -> whole(seq, finished.block());
            case SessionEvent.ResponseBroken broken -> broken(seq, broken.partial());
            default -> {} // is told once
        }
        boolean told = event instanceof SessionEvent.TextDelta
                || event instanceof SessionEvent.ThinkingDelta
                || event instanceof SessionEvent.ToolCallStarted;
        if (!told) {
            next.on(seq, event);
        }
        over = over || event instanceof SessionEvent.ResponseFinished || event instanceof SessionEvent.ResponseBroken;
    }

    /** The response that is not over is told again; after one that is over it is another. */
    private void responseStarted() {
        if (over) {
            passages.clear();
            calls.clear();
        }
        over = false;
        block = 0;
        passages.values().forEach(Passage::begin);
    }

    /** What came of the block and of those behind it is told again. */
    private void goBackTo(int index) {
        block = Math.min(block, index);
        passages.forEach((place, passage) -> {
            if (place.block() >= block) {
                passage.begin();
            }
        });
    }

    private void begin() {
        passage(false).begin();
        passage(true).begin();
    }

    private void whole(long seq, JsonNode content) {
        begin();
        switch (content.path("type").asText()) {
            case "text" -> text(seq, content.path("text").asText());
            case "thinking" -> thinking(seq, content.path("thinking").asText());
            case "tool_use" ->
                call(
                        seq,
                        new SessionEvent.ToolCallStarted(
                                content.path("id").asText(),
                                content.path("name").asText()));
            default -> {} // nothing that is shown as it grows
        }
        block++;
    }

    /** Blocks that were not whole are in what is left of the response. */
    private void broken(long seq, ObjectNode partial) {
        for (int i = block; i < partial.path("content").size(); i++) {
            whole(seq, partial.path("content").path(i));
        }
    }

    private void text(long seq, String piece) {
        tell(seq, passage(false).add(piece), SessionEvent.TextDelta::new);
    }

    private void thinking(long seq, String piece) {
        tell(seq, passage(true).add(piece), SessionEvent.ThinkingDelta::new);
    }

    private void tell(long seq, Passage.News news, Function<String, SessionEvent> delta) {
        if (news.begunAnew()) {
            next.on(seq, delta.apply("\n\n"));
            next.on(seq, new SessionEvent.Notice("begun_anew", "this part was begun anew"));
        }
        if (!news.text().isEmpty()) {
            next.on(seq, delta.apply(news.text()));
        }
    }

    private void call(long seq, SessionEvent.ToolCallStarted call) {
        if (calls.add(call.id())) {
            next.on(seq, call);
        }
    }

    private Passage passage(boolean thinking) {
        return passages.computeIfAbsent(new Place(block, thinking), _ -> new Passage());
    }
}
