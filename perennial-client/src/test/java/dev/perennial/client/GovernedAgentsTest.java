package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.testkit.SimulatorExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fifty agents at once behind limits that they would exceed: nobody is refused, everybody gets his answers. */
final class GovernedAgentsTest {

    private static final int AGENTS = 50;
    private static final int TURNS = 4;

    /** Forty requests a second; the agents have two hundred to make. */
    private static final Limits LIMITS = Limits.of(2_400, 2_000_000, 400_000).withRequestWindow(Duration.ofSeconds(1));

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.withSettings(
            () -> SimulatorSettings.builder(prompt -> Reply.text("Done, and here is what I found out."))
                    .limits(LIMITS)
                    .build());

    @Test
    void fiftyAgents_getNoRefusals() throws Exception {
        SharedGovernor governor = SharedGovernor.with(SharedGovernor.USUAL);
        try (UnbrokenClient client = UnbrokenClient.to(simulator.baseUrl().toString(), s -> s.governor(governor));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> agents = new ArrayList<>();
            for (int agent = 0; agent < AGENTS; agent++) {
                String task = "Task " + agent;
                agents.add(threads.submit(() -> agent(client.sync(), task)));
            }
            for (Future<?> agent : agents) {
                agent.get();
            }
            assertThat(governor.state().statistics().completed()).isEqualTo(AGENTS * TURNS);
            assertThat(governor.state().statistics().refused()).isZero();
            assertThat(client.events()).anyMatch(PerennialEvent.Queued.class::isInstance);
        }
    }

    private static void agent(AnthropicClient client, String task) {
        MessageCreateParams.Builder conversation = MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1_000)
                .addUserMessage(task);
        for (int turn = 0; turn < TURNS; turn++) {
            Message answer = client.messages().create(conversation.build());
            conversation.addMessage(answer).addUserMessage("And then?");
        }
    }
}
