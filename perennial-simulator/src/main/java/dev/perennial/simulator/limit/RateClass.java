package dev.perennial.simulator.limit;

/** Which models, and which other requests, share a rate limit (platform.claude.com, "Rate limits"). */
public final class RateClass {

    /** The class of all requests that count tokens: they have their own limit of requests, and no other. */
    public static final String COUNT_TOKENS = "count-tokens";

    private RateClass() {}

    /**
     * The class of a model: {@code fable-5} for all Fable 5 models, {@code opus-4} and {@code sonnet-4} for all of these
     * lines, else the model's own, such as {@code opus-5-5}.
     *
     * @param model the id of a model, such as {@code claude-opus-5-5}
     */
    public static String of(String model) {
        String line = model.replaceFirst("^(simulated-)?claude-", "").replaceFirst("-\\d{8}$", "");
        if (line.startsWith("fable-5")) {
            return "fable-5";
        }
        if (line.startsWith("mythos")) {
            return "mythos";
        }
        return line.replaceFirst("^(opus|sonnet)-4-\\d$", "$1-4");
    }
}
