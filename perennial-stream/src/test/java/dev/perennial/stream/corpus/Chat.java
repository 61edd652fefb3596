package dev.perennial.stream.corpus;

import java.util.List;

/** Conversations, in which somebody really says what models say about their answers. */
final class Chat {

    static final List<String> REMARKS = List.of(
            "Sure, continuing from where I left off:\n\n",
            "Continuing:\n",
            "Certainly! Here's the rest:\n\n",
            "…",
            "I'm sorry, but I can't continue that response.\n",
            "My previous response was already complete.\n",
            "Das kann ich leider nicht fortsetzen.\n",
            "I already answered that above.\n",
            "DONE\n",
            "```\n",
            "As I was saying: ",
            "Here is the rest of the answer:\n\n");
    private static final List<String> SPEAKERS = List.of("User: ", "Assistant: ", "", "> ", "A. ");

    private Chat() {}

    static void write(Pen pen) {
        while (!pen.full()) {
            EuropeanProse.ENGLISH.sentence(pen);
            pen.add("\n").addOneOf(SPEAKERS).cue().addOneOf(REMARKS);
        }
    }
}
