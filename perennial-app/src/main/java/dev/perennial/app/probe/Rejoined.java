package dev.perennial.app.probe;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.seam.Proof;
import java.util.List;

/**
 * How a model went on with an answer of its own that was cut.
 *
 * @param at how many characters of the answer it was said to have written
 * @param of how many there were
 * @param proof how its place is known; {@link Proof#NONE} if it is not
 * @param doubts why it was asked again, once for each time
 * @param toTheLetter whether it began exactly as it was asked to, the first time
 * @param sameWords whether what is added begins with the words that the answer had there
 * @param tokensAgain about how many tokens it wrote that a reader has already, or never gets
 */
public record Rejoined(
        int at, int of, Proof proof, List<String> doubts, boolean toTheLetter, boolean sameWords, long tokensAgain) {

    public Rejoined {
        requireNonNull(proof, "proof");
        doubts = List.copyOf(doubts);
    }

    /** Whether its place is known. */
    public boolean isProven() {
        return proof != Proof.NONE;
    }
}
