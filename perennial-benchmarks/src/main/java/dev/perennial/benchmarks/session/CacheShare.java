package dev.perennial.benchmarks.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Attempt;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How much of the prompts of a session of 50 requests comes from the cache, of what had been sent before. */
public final class CacheShare {

    private static final int REQUESTS = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CacheShare() {}

    /** Rows of the table: with one call in each answer, and with many. */
    public static List<String> rows() {
        return Stream.of(1, 5, 30).map(CacheShare::row).toList();
    }

    private static String row(int calls) {
        return String.format(
                Locale.ROOT,
                "| cache reads, %d requests with %d calls each, of what was sent before | %.2f %% | ≥ 95 %% |",
                REQUESTS,
                calls,
                100 * share(calls));
    }

    private static double share(int calls) {
        SimulatorSettings settings = SimulatorSettings.builder(prompt -> reply(prompt.messages(), calls))
                .build();
        try (SimulatorServer server = SimulatorServer.start(settings);
                SdkSource source = new SdkSource(server);
                Session session = Session.open(
                        new SessionSettings("s-1", "/", SdkSource.MODEL, true, REQUESTS + 1),
                        source,
                        List.of(new Look()),
                        (seq, event) -> {},
                        System::nanoTime)) {
            return share(session.run("Look at all of them"));
        }
    }

    private static double share(RunResult result) {
        List<Attempt> attempts = result.attempts();
        if (attempts.size() != REQUESTS) {
            throw new IllegalStateException(attempts.size() + " requests: " + result.detail());
        }
        long possible = 0;
        long read = 0;
        for (int i = 1; i < attempts.size(); i++) {
            possible += attempts.get(i - 1).usage().prompt();
            read += attempts.get(i).usage().cacheRead();
        }
        return (double) read / possible;
    }

    private static Reply reply(List<JsonNode> messages, int calls) {
        long answers = messages.stream()
                .filter(message -> message.path("role").asText().equals("assistant"))
                .count();
        if (answers == REQUESTS - 1) {
            return Reply.text("All of them are fine.");
        }
        ObjectNode[] blocks = Stream.concat(
                        Stream.of(Reply.textBlock("I look at the next of them, number " + answers + ".")),
                        Stream.generate(() -> Reply.toolUseBlock(
                                        "look", JSON.objectNode().put("at", answers)))
                                .limit(calls))
                .toArray(ObjectNode[]::new);
        return Reply.of(blocks);
    }

    private record Look() implements Tool {

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JSON.objectNode().put("name", "look").put("description", "Looks at something.");
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition("look", json);
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            return ToolResult.text("It is red, and about as large as the one before it. ".repeat(4));
        }
    }
}
