package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Listening;
import dev.perennial.agent.MessageSource;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.client.MessageStream;
import dev.perennial.client.RawMessages;
import java.io.PrintStream;
import java.util.List;

/** The agent's loop in your own program: you hear its text, its tools and its requests, and get one result. */
final class AgentLoop {

    private AgentLoop() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageSource source = conversation -> {
            ObjectNode body = conversation.deepCopy().put("model", model).put("max_tokens", 4096);
            return MessageStream.open(client, RawMessages.params(body));
        };
        Listening listener = Listening.onText(out::print)
                .onToolOutput((tool, text) -> out.printf("[%s: %s]%n", tool, text))
                .onExchange(exchange -> out.printf("[request %d: %s]%n", exchange.number(), exchange.stopReason()));
        SessionSettings settings = new SessionSettings("s-1", "/", model, false, 50);
        try (Session session = Session.open(settings, source, List.of(new Clock()), listener, System::nanoTime)) {
            RunResult result = session.run("Read the clock tool, please");
            out.printf(
                    "[%s, %d tokens]%n", result.outcome().code(), result.usage().output());
        }
    }

    private static final class Clock implements Tool {
        @Override
        public ToolDefinition definition() {
            return ToolDefinition.own("read_clock", "Reads the clock");
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            output.append("tick");
            return ToolResult.text("It is noon.");
        }
    }
}
