package dev.perennial.governor;

/**
 * How long an answer is thought to be.
 *
 * @param predicted its tokens as earlier answers let expect
 * @param most its {@code max_tokens}; at least {@code predicted}
 */
public record OutputEstimate(long predicted, long most) {

    public OutputEstimate {
        if (predicted < 0 || most < predicted) {
            throw new IllegalArgumentException(
                    "predicted is " + predicted + " and most " + most + " but 0 <= predicted <= most has to hold");
        }
    }
}
