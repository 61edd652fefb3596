package dev.perennial.client;

import dev.perennial.client.EventReader.Reading.ApiError;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API broke the stream off with an {@code error} event, under HTTP 200. {@link #code()} is {@code stream_error};
 * what the API said is in {@link #type()}, {@link #errorCode()} and {@link #apiMessage()}.
 */
public final class StreamErrorException extends MessageStreamException {

    /** Source: platform.claude.com, "Errors": the types that stand for passing troubles of the server. */
    private static final Set<String> PASSING =
            Set.of("overloaded_error", "api_error", "rate_limit_error", "timeout_error");

    /** Source: platform.claude.com, "Rate limits": spend limits, which no waiting of ours lifts. */
    private static final Set<String> FUTILE = Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");

    private final ApiError error;

    StreamErrorException(ApiError error, Context context, @Nullable Throwable cause) {
        super("stream_error", describe(error), context, cause);
        this.error = error;
    }

    /** The type of the error in the API's words, for example {@code overloaded_error}. */
    public String type() {
        return error.type();
    }

    /** The closer code of the error, {@code details.error_code}, for example {@code enforced_spend_limit_reached}. */
    public Optional<String> errorCode() {
        return error.errorCode();
    }

    /** The API's explanation, for people. */
    public String apiMessage() {
        return error.message();
    }

    /** Whether the trouble passes by itself: by the type, unless the error code says that a spend limit is reached. */
    @Override
    public boolean retryable() {
        return passes(error);
    }

    private static boolean passes(ApiError error) {
        return PASSING.contains(error.type()) && !spendLimit(error);
    }

    private static boolean spendLimit(ApiError error) {
        return error.errorCode().filter(FUTILE::contains).isPresent();
    }

    private static String describe(ApiError error) {
        String code = error.errorCode().map(found -> " (" + found + ")").orElse("");
        return "the API ended the stream with " + error.type() + code + ": " + error.message() + "; " + wayOut(error);
    }

    private static String wayOut(ApiError error) {
        if (spendLimit(error)) {
            return "raise the spend limit before sending the request again";
        }
        return passes(error)
                ? "send the request again after a pause"
                : "sent again unchanged the request would fail again: mend what the error names";
    }
}
