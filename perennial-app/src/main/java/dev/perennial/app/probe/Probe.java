package dev.perennial.app.probe;

import dev.perennial.simulator.assume.Assumption;
import java.util.function.Consumer;

/** Asks a server each assumption, one after the other. */
public final class Probe {

    /** What it costs, for people to read before it begins. */
    public static final String COST =
            "about a dozen small requests, at most 1,500 output tokens in all: a few US cents at most";

    private final Api api;
    private final String model;

    /** Asks this server, this model where the question is not about another. */
    public Probe(Api api, String model) {
        this.api = api;
        this.model = model;
    }

    /**
     * Asks all of them, and tells each answer as soon as it is there.
     *
     * @throws RejectedException if the server refuses the key or does not know the model
     * @throws UnreachableException if it does not answer
     */
    public void run(Consumer<Answered> answers) {
        Reaction greeting = api.ask(Experiments.greeting(model));
        if (!greeting.isAccepted()) {
            throw new RejectedException("The server answers " + greeting.gist() + ". " + wayOut(greeting.status()));
        }
        Experiments experiments = new Experiments(api, model, greeting, api.ask(Thought.question(model)));
        for (Assumption assumption : Assumption.values()) {
            answers.accept(experiments.ask(assumption));
        }
    }

    private String wayOut(int status) {
        return switch (status) {
            case 401, 403 -> "Check the key.";
            case 404 -> "It may not know " + model + ": name another with --model.";
            case 429, 529 -> "Try again later.";
            default -> "Nothing can be found out like this.";
        };
    }
}
