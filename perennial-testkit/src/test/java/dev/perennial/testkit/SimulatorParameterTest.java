package dev.perennial.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SimulatorParameterTest {

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.withBrain(prompt -> Reply.text("hi"));

    @Test
    void parameter_serverType_isTheExtensionsServer(SimulatorServer server) {
        assertThat(server.baseUrl()).isEqualTo(simulator.baseUrl());
    }
}
