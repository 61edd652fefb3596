package dev.perennial.simulator.demo;

import java.util.List;

/** The calls of one assistant turn and what each of them came to, in the same order. */
record Round(List<Call> calls, List<Outcome> outcomes) {

    Round {
        calls = List.copyOf(calls);
        outcomes = List.copyOf(outcomes);
    }
}
