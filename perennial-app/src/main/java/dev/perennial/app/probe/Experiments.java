package dev.perennial.app.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.probe.Answered.Verdict;
import dev.perennial.simulator.assume.Assumption;
import java.util.Optional;
import java.util.function.Function;

/** How each assumption is asked, with as few tokens as that takes. */
final class Experiments {

    /** The cheapest model that still takes prefill and sampling parameters. */
    private static final String OLD_MODEL = "claude-haiku-4-5";

    private static final String MODEL_OF_KNOWN_LIMITS = "claude-opus-5";
    private static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String WHITE_SPACE = "final assistant content cannot end with trailing whitespace";

    private final Api api;
    private final String model;
    private final Reaction greeting;
    private final Reaction puzzle;

    /**
     * @param greeting how the model was greeted and what came back
     * @param puzzle what came back for {@link Thought#question}
     */
    Experiments(Api api, String model, Reaction greeting, Reaction puzzle) {
        this.api = api;
        this.model = model;
        this.greeting = greeting;
        this.puzzle = puzzle;
    }

    /** The smallest request that there is. */
    static Question greeting(String model) {
        return Question.of("a greeting", model, 1, HI);
    }

    Answered ask(Assumption assumption) {
        return switch (assumption) {
            case PARTIAL_TURN ->
                withThought(
                        assumption, t -> t.sentBack(t.question(), t.thinking(), t.cutText()), "[thinking, cut text]");
            case PARTIAL_TURN_WITHOUT_THINKING ->
                withThought(assumption, t -> t.sentBack(t.question(), t.cutText()), "[cut text]");
            case LATEST_THINKING_LEFT_OUT -> latestThinkingLeftOut(assumption);
            case UNSIGNED_THINKING ->
                withThought(
                        assumption,
                        t -> t.sentBack(t.question(), t.thinking().deepCopy().put("signature", ""), t.wholeText()),
                        "[thinking without signature, text]");
            case PREFIX_BINDING -> prefixBinding(assumption);
            case PREFILL_WHITE_SPACE -> prefillWhiteSpace(assumption);
            case CONSECUTIVE_USER_MESSAGES -> simple(assumption, Question.of("two user messages", model, 1, """
                    [{"role":"user","content":"Hi"},{"role":"user","content":"Ho"}]"""));
            case ZERO_TOKENS_STREAM -> simple(assumption, zeroTokensStream());
            case SAMPLING_IN_OLD_VERSION -> simple(assumption, sampling());
            case TRAILING_SYSTEM_MESSAGE -> simple(assumption, Question.of("user, system", model, 1, """
                    [{"role":"user","content":"Hi"},{"role":"system","content":"It is noon."}]"""));
            case RATE_LIMITS_OF_5_5 -> rateLimits(assumption);
            case REFUSED_REQUEST_CHARGES ->
                undecided(assumption, "nothing", "", "only a limit that is used up could tell");
        };
    }

    private Question zeroTokensStream() {
        Question question = Question.of("a greeting as a stream", model, 0, HI);
        question.body().put("stream", true);
        return question;
    }

    private static Question sampling() {
        Question question = Question.of("temperature 0.5", OLD_MODEL, 1, HI);
        question.body().put("temperature", 0.5);
        return question.inVersion("2023-06-01");
    }

    /** Accepted is the first answer or the one that says so, refused with 400 is the other. */
    private Answered simple(Assumption assumption, Question question) {
        Reaction reaction = api.ask(question);
        if (!reaction.isAccepted() && !reaction.isInvalid()) {
            return undecided(assumption, question.gist(), reaction.gist(), "the answer is neither 200 nor 400");
        }
        String refused = assumption.answers().stream()
                .filter(a -> a.equals("refused"))
                .findFirst()
                .orElseThrow();
        String accepted = assumption.answers().stream()
                .filter(a -> !a.equals(refused))
                .findFirst()
                .orElseThrow();
        return found(assumption, question.gist(), reaction, reaction.isAccepted() ? accepted : refused);
    }

    private Answered withThought(Assumption assumption, Function<Thought, String> messages, String answer) {
        Optional<Thought> thought = Thought.of(puzzle);
        return thought.isEmpty()
                ? noThought(assumption)
                : simple(
                        assumption,
                        Question.of("user, assistant " + answer + ", user", model, 1, messages.apply(thought.get())));
    }

    private Answered latestThinkingLeftOut(Assumption assumption) {
        Optional<Thought> thought = Thought.of(puzzle).filter(t -> t.second().isPresent());
        if (thought.isEmpty()) {
            return undecided(assumption, "a puzzle", puzzle.gist(), "the answer had no two thinking blocks");
        }
        Thought t = thought.get();
        return simple(
                assumption,
                Question.of(
                        "user, assistant [second thinking, text], user",
                        model,
                        1,
                        t.sentBack(t.question(), t.second().orElseThrow(), t.wholeText())));
    }

    private Answered prefixBinding(Assumption assumption) {
        Optional<Thought> thought = Thought.of(puzzle);
        if (!model.matches(".*-5-[15]")) {
            return undecided(assumption, "nothing", "", "it is about 5.1 and 5.5 models: add --model claude-opus-5-5");
        }
        if (thought.isEmpty()) {
            return noThought(assumption);
        }
        ObjectNode edited = Thought.user("What is the answer?");
        Thought t = thought.get();
        Question question = Question.of(
                "another user message, assistant [thinking, text], user",
                model,
                1,
                t.sentBack(edited, t.thinking(), t.wholeText()));
        Reaction reaction = api.ask(question);
        boolean bound = reaction.isInvalid() && reaction.message().contains("signature");
        if (!bound && !reaction.isAccepted()) {
            return undecided(assumption, question.gist(), reaction.gist(), "the error is not about the signature");
        }
        return found(assumption, question.gist(), reaction, bound ? "enforced" : "opt-in");
    }

    private Answered prefillWhiteSpace(Assumption assumption) {
        Question question = Question.of("user, assistant with a space at its end", OLD_MODEL, 1, """
                [{"role":"user","content":"Hi"},{"role":"assistant","content":"Once "}]""");
        Reaction reaction = api.ask(question);
        if (reaction.message().equals("messages: " + WHITE_SPACE)) {
            return found(assumption, question.gist(), reaction, "named-field");
        }
        return reaction.message().equals(WHITE_SPACE)
                ? found(assumption, question.gist(), reaction, "bare")
                : undecided(assumption, question.gist(), reaction.gist(), "the text is neither of the two");
    }

    private Answered rateLimits(Assumption assumption) {
        if (model.equals(MODEL_OF_KNOWN_LIMITS)) {
            return undecided(assumption, "nothing", "", "it is about 5.5 models: add --model claude-opus-5-5");
        }
        Question question = greeting(MODEL_OF_KNOWN_LIMITS);
        Reaction other = api.ask(question);
        String sent = "greetings to " + model + " and " + MODEL_OF_KNOWN_LIMITS;
        String limits = greeting.limits() + " and " + other.limits();
        if (greeting.limits().isEmpty() || other.limits().isEmpty()) {
            return undecided(assumption, sent, other.gist(), "the answers tell no limits");
        }
        boolean same = greeting.limits().equals(other.limits());
        return new Answered(assumption, sent, limits, new Verdict.Found(same ? "same" : "different"));
    }

    private Answered noThought(Assumption assumption) {
        return undecided(
                assumption,
                "a puzzle",
                puzzle.gist(),
                "the model's answer did not begin with thinking, or was too short");
    }

    private static Answered found(Assumption assumption, String sent, Reaction reaction, String answer) {
        return new Answered(assumption, sent, reaction.gist(), new Verdict.Found(answer));
    }

    private static Answered undecided(Assumption assumption, String sent, String returned, String why) {
        return new Answered(assumption, sent, returned, new Verdict.Undecided(why));
    }
}
