package dev.perennial.simulator.demo;

import java.util.List;
import java.util.function.Function;

/**
 * What a plan does next. A plan is a chain of steps that is walked again from its start for every request: each
 * {@link Ask} whose outcomes are already in the conversation leads on to the step after it, so that nothing has to be
 * remembered between requests.
 */
sealed interface Step {

    /** Calls tools; {@code then} goes on with their outcomes. */
    record Ask(String thought, List<Call> calls, Function<List<Outcome>, Step> then) implements Step {
        public Ask {
            calls = List.copyOf(calls);
        }
    }

    /** Ends the turn with an answer. */
    record Say(String text) implements Step {}

    /** Calls one tool. */
    static Step ask(String thought, Call call, Function<Outcome, Step> then) {
        return new Ask(thought, List.of(call), outcomes -> then.apply(outcomes.getFirst()));
    }
}
