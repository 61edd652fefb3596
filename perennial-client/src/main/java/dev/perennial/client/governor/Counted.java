package dev.perennial.client.governor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What became of a count of tokens. */
public sealed interface Counted {

    /**
     * It was counted.
     *
     * @param tokens of the whole prompt, whatever a cache holds of it; 1 or more
     */
    record Tokens(long tokens) implements Counted {

        public Tokens {
            if (tokens < 1) {
                throw new IllegalArgumentException("tokens is " + tokens + " but no prompt is empty");
            }
        }
    }

    /** The server does not offer it. */
    record NotOffered() implements Counted {}

    /**
     * There are too many counts.
     *
     * @param retryAfter how long none is to be asked for; zero if that was not said
     */
    record Refused(Duration retryAfter) implements Counted {

        public Refused {
            requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** There was no answer, or none that could be used. */
    record Failed() implements Counted {}

    /**
     * What an answer says.
     *
     * @param status its status
     * @param retryAfter that header of it, if it has one
     * @param body as much of it as was read
     */
    static Counted of(int status, Optional<String> retryAfter, byte[] body) {
        return switch (status) {
            case 200 -> CountBody.tokens(body).<Counted>map(Tokens::new).orElseGet(Failed::new);
            case 404, 405, 410, 501 -> new NotOffered();
            case 429 -> new Refused(retryAfter.flatMap(CountBody::seconds).orElse(Duration.ZERO));
            default -> new Failed();
        };
    }
}
