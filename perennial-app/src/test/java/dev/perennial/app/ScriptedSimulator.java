package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator for one test, which answers with the replies that it was given, in their order. */
final class ScriptedSimulator implements AfterEachCallback {

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final SimulatorServer server;

    /**
     * A simulator that runs until the test is over.
     *
     * @param otherwise what it says once there are no more replies
     */
    ScriptedSimulator(String otherwise) {
        server = SimulatorServer.start(
                SimulatorSettings.builder(prompt -> replies.isEmpty() ? Reply.text(otherwise) : replies.remove())
                        .build());
    }

    void add(Reply reply) {
        replies.add(reply);
    }

    URI baseUrl() {
        return server.baseUrl();
    }

    List<LoggedRequest> requests() {
        return server.requests();
    }

    /** The body of the last request. */
    JsonNode lastBody() {
        return requests().getLast().body();
    }

    void close() {
        server.close();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }
}
