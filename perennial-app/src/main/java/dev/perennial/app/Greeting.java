package dev.perennial.app;

/** The first line on the terminal: who answers, and whether that is a model at all. */
final class Greeting {

    private Greeting() {}

    static String of(String model, Destination destination) {
        return destination.simulated()
                ? "Perennial · simulated: no model, the built-in simulator answers (set ANTHROPIC_API_KEY for Claude)"
                : "Perennial · " + model + " · " + destination.place();
    }
}
