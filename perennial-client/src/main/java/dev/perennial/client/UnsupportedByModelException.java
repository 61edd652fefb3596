package dev.perennial.client;

import com.anthropic.errors.AnthropicException;
import dev.perennial.models.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request was not sent because its model, or the API version that it names, is known not to take it; the message names field,
 * value, model and the way out. Sending it again is no use.
 */
public final class UnsupportedByModelException extends AnthropicException {

    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    UnsupportedByModelException(List<Violation> violations) {
        super(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** What is not taken; at least one. */
    public List<Violation> violations() {
        return violations;
    }

    /** A name for programs; stable between versions. */
    public String code() {
        return "unsupported_by_model";
    }

    /** Whether sending it again can help: never. */
    public boolean retryable() {
        return false;
    }
}
