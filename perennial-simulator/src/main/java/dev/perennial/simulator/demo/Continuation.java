package dev.perennial.simulator.demo;

import java.util.List;
import java.util.regex.Pattern;

/** Goes on with an answer that was cut off: what was asked before is answered again, and only the rest is said. */
final class Continuation {

    private static final Pattern GO_ON = Pattern.compile(
            "(?:please\\s+|ok,?\\s+|now\\s+)*(?:continue|go on|keep going|carry on|proceed|weiter|continue[rz]?|continúa|sigue)\\b.{0,160}",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Continuation() {}

    static boolean wanted(Transcript transcript) {
        return GO_ON.matcher(transcript.request()).matches()
                && !transcript.earlier().isEmpty()
                && !transcript.lastAnswer().isBlank();
    }

    static Step of(Transcript transcript, Workplace workplace) {
        List<String> earlier = transcript.earlier();
        Task task = IntentParser.parse(earlier.getLast(), earlier.subList(0, earlier.size() - 1), "");
        String whole = task.intent() instanceof Intent.Compose compose ? Prose.write(compose, workplace.seed()) : "";
        boolean rest = whole.startsWith(transcript.lastAnswer())
                && whole.length() > transcript.lastAnswer().length();
        return new Step.Say(
                rest
                        ? whole.substring(transcript.lastAnswer().length())
                        : "That was all I had to say. Ask for something new, please.");
    }
}
