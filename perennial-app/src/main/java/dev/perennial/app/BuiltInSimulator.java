package dev.perennial.app;

import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.demo.DemoBrain;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;

/** The simulator that stands in for the API where there is no key. */
final class BuiltInSimulator {

    private BuiltInSimulator() {}

    /** Starts it, for its caller to close. */
    static SimulatorServer start() {
        return SimulatorServer.start(SimulatorSettings.builder(ResumingBrain.over(new DemoBrain()))
                .manner(Manner.OBEDIENT)
                .pace(Pace.LIVELY)
                .build());
    }
}
