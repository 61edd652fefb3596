package dev.perennial.simulator.manner;

import dev.perennial.simulator.manner.Piece.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A manner in which a model goes on with an interrupted answer. Written from the public guidance on error recovery
 * (platform.claude.com, "Streaming messages") and from how models are seen to behave, not from how any client mends it.
 */
public enum Manner {
    /** Goes on with the very next character. */
    EXACT,
    /** Keeps to the form that the user asks for: begins with a tag and a quote, sends only the end mark if nothing is missing. */
    OBEDIENT,
    /** Gets that form nearly right: a tag missing, spaces in it, the quote changed, a fence around it, a sentence before it. */
    SLOPPY,
    /** Repeats the last 1 to 80 characters. */
    REPEATS_CHARACTERS,
    /** Repeats the last 1 to 12 words. */
    REPEATS_WORDS,
    /** Repeats the last words with other white space. */
    REPEATS_RESPACED,
    /** Says that it goes on before it does. */
    CHATTY,
    /** Begins the sentence again. */
    RESTARTS_SENTENCE,
    /** Begins the paragraph again. */
    RESTARTS_PARAGRAPH,
    /** Begins the whole answer again. */
    RESTARTS_ANSWER,
    /** Goes on with other words. */
    OTHER_WORDS,
    /** Refuses to go on. */
    REFUSES,
    /** Says that the answer was finished, though it was not. */
    SAYS_FINISHED,
    /** Thinks before it goes on exactly. */
    THINKS_AGAIN,
    /** One of the others, by the seed and the place of the interruption. */
    MIXED;

    private static final List<String> PREAMBLES = List.of(
            "Sure, continuing from where I left off:\n\n",
            "Continuing:\n",
            "Certainly! Here's the rest:\n\n",
            "…",
            "I apologize for the interruption. To continue:\n\n");
    private static final List<String> FINISHED = List.of(
            "My previous response was already complete.",
            "It looks like the answer above is finished; there is nothing to add.");
    private static final String REFUSAL = "I'm sorry, but I can't continue that response.";
    private static final String OTHER =
            "In other words, what matters here can be told more briefly, and it comes to the same in the end. ";

    /** The manners that are one thing each. */
    static List<Manner> single() {
        return Stream.of(values()).filter(m -> m != MIXED).toList();
    }

    /**
     * The manner of a name such as {@code restarts-sentence}.
     *
     * @param name in kebab case
     */
    public static Optional<Manner> named(String name) {
        return Arrays.stream(values()).filter(m -> m.label().equals(name)).findFirst();
    }

    /** The name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Goes on with an interrupted answer; equal arguments give equal answers.
     *
     * @param seed what varies
     */
    public Continued continuation(Interrupted answer, long seed) {
        Random random =
                new Random(seed ^ (0x9E3779B97F4A7C15L * (answer.written().length() + 1)));
        return switch (this) {
            case EXACT -> led(Kind.ECHO, "", answer);
            case OBEDIENT -> obedient(answer);
            case SLOPPY -> sloppy(answer, random);
            case REPEATS_CHARACTERS ->
                led(Kind.ECHO, Cut.lastCharacters(answer.written(), 1 + random.nextInt(80)), answer);
            case REPEATS_WORDS -> led(Kind.ECHO, Cut.lastWords(answer.written(), 1 + random.nextInt(12)), answer);
            case REPEATS_RESPACED -> respaced(answer, random);
            case CHATTY -> led(Kind.REMARK, pick(PREAMBLES, random), answer);
            case RESTARTS_SENTENCE -> led(Kind.ECHO, Cut.lastSentence(answer.written()), answer);
            case RESTARTS_PARAGRAPH -> led(Kind.ECHO, Cut.lastParagraph(answer.written()), answer);
            case RESTARTS_ANSWER -> led(Kind.ECHO, answer.written(), answer);
            case OTHER_WORDS -> otherWords(answer);
            case REFUSES -> remark(REFUSAL);
            case SAYS_FINISHED -> remark(pick(FINISHED, random));
            case THINKS_AGAIN -> new Continued(led(Kind.ECHO, "", answer).pieces(), true);
            case MIXED -> pick(single(), random).continuation(answer, random.nextLong());
        };
    }

    private static Continued led(Kind kind, String before, Interrupted answer) {
        return Continued.builder()
                .add(kind, before)
                .add(Kind.NEW, answer.rest())
                .build();
    }

    private static Continued remark(String text) {
        return Continued.builder().add(Kind.REMARK, text).build();
    }

    private static Continued obedient(Interrupted answer) {
        AskedForm form = AskedForm.of(answer);
        if (answer.rest().isEmpty() && form.endMark().isPresent()) {
            return Continued.builder().add(Kind.MARK, form.endMark().get()).build();
        }
        Continued.Builder continued = Continued.builder();
        form.tag()
                .ifPresent(tag -> continued
                        .add(Kind.MARK, "<" + tag + ">")
                        .add(Kind.ECHO, form.quote())
                        .add(Kind.MARK, "</" + tag + ">"));
        return continued.add(Kind.NEW, answer.rest()).build();
    }

    private static Continued sloppy(Interrupted answer, Random random) {
        AskedForm form = AskedForm.of(answer);
        Sloppiness sloppiness = new Sloppiness(random);
        if (answer.rest().isEmpty() && form.endMark().isPresent()) {
            return sloppiness.end(form.endMark().get());
        }
        return form.tag()
                .map(tag -> sloppiness
                        .begin(tag, form.quote())
                        .add(Kind.NEW, answer.rest())
                        .build())
                .orElseGet(() -> led(Kind.ECHO, Cut.lastWords(answer.written(), 1 + random.nextInt(4)), answer));
    }

    private static Continued respaced(Interrupted answer, Random random) {
        String words = Cut.lastWords(answer.written(), 2 + random.nextInt(10));
        return led(Kind.ECHO, words.isEmpty() ? "" : new Sloppiness(random).respaced(words), answer);
    }

    private static Continued otherWords(Interrupted answer) {
        int length = Math.max(1, answer.rest().length());
        return Continued.builder()
                .add(
                        Kind.OTHER,
                        OTHER.repeat(Math.ceilDiv(length, OTHER.length())).strip())
                .build();
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
