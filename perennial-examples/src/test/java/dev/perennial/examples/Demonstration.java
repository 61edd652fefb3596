package dev.perennial.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Perennial;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.demo.DemoBrain;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Runs an example as {@code ./perennial example} does without a key, and gives what it printed. */
final class Demonstration {

    private Demonstration() {}

    /** The simulator that stands in for the API where there is no key, but in a hurry. */
    static SimulatorExtension simulator() {
        return SimulatorExtension.withSettings(() -> SimulatorSettings.builder(ResumingBrain.over(new DemoBrain()))
                .manner(Manner.OBEDIENT)
                .build());
    }

    static String of(String name, SimulatorExtension simulator) throws Exception {
        ClientSettings settings = ClientSettings.builder()
                .baseUrl(simulator.baseUrl().toString())
                .apiKey("none")
                .environment(Map.of())
                .build();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        AnthropicClient client = ClientFactory.create(settings.withInterceptors(List.of(Perennial.create())));
        try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
            Examples.named(name).orElseThrow().run(new Stage(client, settings, "claude-opus-5-5", out));
        } finally {
            client.close();
        }
        return printed.toString(UTF_8);
    }
}
