package dev.perennial.simulator.assume;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** An answer to every {@link Assumption}. Immutable, and safe for use by several threads. */
public final class Assumptions {

    /** Every default answer. */
    public static final Assumptions DEFAULT = new Assumptions(Map.of());

    private final Map<Assumption, String> answers;

    private Assumptions(Map<Assumption, String> answers) {
        this.answers = Map.copyOf(answers);
    }

    /**
     * The same with another answer to one question.
     *
     * @throws IllegalArgumentException if it is none of {@link Assumption#answers}
     */
    public Assumptions with(Assumption assumption, String answer) {
        requirePossible(assumption, answer);
        Map<Assumption, String> more = new EnumMap<>(Assumption.class);
        more.putAll(answers);
        more.put(assumption, answer);
        return new Assumptions(more);
    }

    /**
     * The same with an answer as it is written on a command line.
     *
     * @param written {@code NAME=ANSWER}, for example {@code prefix-binding=opt-in}
     * @throws IllegalArgumentException if there is no such name or answer; the message lists those that there are
     */
    public Assumptions with(String written) {
        int equals = written.indexOf('=');
        String name = equals < 0 ? written : written.substring(0, equals);
        Assumption assumption = Assumption.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no assumption `" + name + "`; there are: " + names() + "."));
        return with(assumption, equals < 0 ? "" : written.substring(equals + 1));
    }

    /** The answer that is assumed. */
    public String answer(Assumption assumption) {
        return answers.getOrDefault(assumption, assumption.defaultAnswer());
    }

    /**
     * Whether this is the answer that is assumed.
     *
     * @throws IllegalArgumentException if it is none of {@link Assumption#answers}
     */
    public boolean is(Assumption assumption, String answer) {
        requirePossible(assumption, answer);
        return answer(assumption).equals(answer);
    }

    private static void requirePossible(Assumption assumption, String answer) {
        requireNonNull(answer, "answer");
        if (!assumption.answers().contains(answer)) {
            throw new IllegalArgumentException("`" + answer + "` is no answer to `" + assumption.label() + "`; say "
                    + String.join(" or ", assumption.answers()) + ".");
        }
    }

    private static String names() {
        return Arrays.stream(Assumption.values()).map(Assumption::label).collect(joining(", "));
    }
}
