package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Talk;

/** What the brain says about itself and about what it cannot do. */
final class Answers {

    private static final String SELF = "I am Perennial's built-in simulator, not a language model";
    private static final String REAL = "Set ANTHROPIC_API_KEY and start again to talk to Claude itself.";
    private static final String EXAMPLES = """
            - Count the lines of Java in each module and write the table to report.md
            - Which files mention TODO?
            - Tell me a long story about a river""";

    private Answers() {}

    static String talk(Talk kind) {
        return switch (kind) {
            case GREETING ->
                "Hello! " + SELF + ", but I can do a few everyday jobs with the tools I am given. For example:\n\n"
                        + EXAMPLES + "\n\n" + REAL;
            case IDENTITY ->
                SELF
                        + ": a program that stands in for Claude while there is no API key. I understand a handful of everyday requests and do them for real with the tools I am given. "
                        + REAL;
            case THANKS -> "You are welcome. (" + SELF + "; " + REAL.replaceFirst("^S", "s") + ")";
            case HELP ->
                SELF
                        + ". I can count lines, words, bytes and files; list, show, search and summarise files; write and change files; run a command and report what it says; do sums; and write stories of any length. For example:\n\n"
                        + EXAMPLES + "\n\nFor everything else: " + REAL.replaceFirst("^S", "s");
        };
    }

    static String unknown(String why) {
        return (why.isEmpty() ? "I did not understand what to do, so I did nothing. " : why + " I did nothing. ") + SELF
                + ", and only understand a handful of everyday requests. For example:\n\n" + EXAMPLES + "\n\n" + REAL;
    }

    static String sum(Intent.Arithmetic sum) {
        return sum.value().isEmpty()
                ? "I cannot work out " + sum.expression() + ": it has no value that I can write down."
                : sum.expression() + " = " + sum.value();
    }

    static String name(String name) {
        return name.isEmpty()
                ? "You have not told me your name in this conversation."
                : "Your name is " + name + ": you told me so in this conversation.";
    }

    static String withoutTools() {
        return "I cannot look at files or run anything here: this request came without tools. Offer me a bash tool or a text editor (./perennial run does) and ask again. "
                + SELF + ".";
    }

    static String tooManyRounds() {
        return "I have called tools many times for this request and am no nearer to its end, so I stop here. Ask again in a simpler way, please.";
    }
}
