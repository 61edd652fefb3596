package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.ToolAccess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadAheadTest {

    private static final ToolCall CALL = new ToolCall("toolu_1", "slow", JsonNodeFactory.instance.objectNode());

    private final List<SessionEvent> told = new CopyOnWriteArrayList<>();
    private final Slow tool = new Slow();
    private final ReadAhead ahead = new ReadAhead(
            new ToolRunner(List.of(tool)),
            new EventLog(new SessionFold(), new ToldEvents((seq, event) -> told.add(event))));

    @Test
    void take_callThatRan_isHeard() throws Exception {
        ahead.offer(List.of(CALL));
        tool.go.countDown();
        FutureTask<ToolResult> started = ahead.take(CALL.id()).orElseThrow();

        assertThat(started.get().isError()).isFalse();
        assertThat(told).hasExactlyElementsOfTypes(SessionEvent.ToolStarted.class, SessionEvent.ToolPrinted.class);
    }

    @Test
    void drop_callThatDoesNotStopAtOnce_isNotHeardAnyMore() throws Exception {
        ahead.offer(List.of(CALL));
        tool.inside.await();
        ahead.drop();
        tool.go.countDown();
        tool.over.await();

        assertThat(told).hasExactlyElementsOfTypes(SessionEvent.ToolStarted.class);
    }

    /** Prints when it is told to, and does not let itself be interrupted. */
    private static final class Slow implements Tool {

        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "slow");
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition("slow", json);
        }

        @Override
        public ToolAccess access(ToolCall call) {
            return new ToolAccess.Nothing();
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            inside.countDown();
            awaitToldTo();
            output.append("seven");
            ToolResult result = output.result("", false);
            over.countDown();
            return result;
        }

        private void awaitToldTo() {
            while (true) {
                try {
                    go.await();
                    return;
                } catch (InterruptedException notNow) {
                    // That is what is tried here.
                }
            }
        }
    }
}
