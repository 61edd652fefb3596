package dev.perennial.app.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.stream.seam.Marks;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Cuts a model's answer at a few places, and has the model go on with it in the way in which a broken stream is gone on with. */
public final class Rejoins {

    /** What a model may write at a time. */
    static final int MAX_TOKENS = 1_500;

    private static final String TASK = "Write about bridges: a paragraph of about sixty words, a short Java method in a"
            + " code block, a Markdown table of three rows, a list of four points, and a sentence in Japanese.";
    private static final int SHORTEST = 80;

    private final Api api;
    private final String model;
    private final RandomGenerator random;

    /** Asks this server and this model; what is random decides the places and the tags. */
    public Rejoins(Api api, String model, RandomGenerator random) {
        this.api = requireNonNull(api, "api");
        this.model = requireNonNull(model, "model");
        this.random = requireNonNull(random, "random");
    }

    /** What so many of them cost, for people to read before it begins. */
    public static String cost(int cuts) {
        return "one answer and " + cuts
                + " continuations of it, at most three requests each; usually less than 1,000 output" + " tokens each";
    }

    /**
     * Cuts at so many places, and tells of each as soon as it is known.
     *
     * @throws RejectedException if the server refuses a request, or the answer is too short to be cut
     * @throws UnreachableException if it does not answer
     */
    public void run(int cuts, Consumer<Rejoined> results) {
        CutAnswer answer = answer();
        for (int i = 0; i < cuts; i++) {
            Marks marks = new Marks(HexFormat.of().toHexDigits(random.nextInt()));
            results.accept(new Rejoin(api, model, answer, marks).at(place(answer.text())));
        }
    }

    private CutAnswer answer() {
        ObjectNode task = Thought.user(TASK);
        String messages = JsonNodeFactory.instance.arrayNode().add(task).toString();
        Reaction reaction = Rejoin.accepted(api.ask(Question.of("an answer to cut", model, MAX_TOKENS, messages)));
        return CutAnswer.of(task, reaction.body())
                .filter(a -> a.text().length() >= SHORTEST)
                .orElseThrow(() -> new RejectedException("The answer of " + model + " has less than " + SHORTEST
                        + " characters of text: name another model with --model."));
    }

    /** Not too near to the ends, nor inside a code point. */
    private int place(String text) {
        int at = text.length() / 10 + random.nextInt(text.length() * 8 / 10);
        boolean blank = text.substring(0, at).isBlank();
        boolean inPair = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return blank ? text.length() - 1 : inPair ? at + 1 : at;
    }
}
