package dev.perennial.agent;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.CredentialResolutionException;
import com.anthropic.errors.NoCredentialsException;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.MessageStreamException;
import dev.perennial.client.MessageUnreadableException;
import dev.perennial.client.StreamClosedException;
import dev.perennial.client.StreamCutException;
import dev.perennial.client.StreamErrorException;
import dev.perennial.client.StreamMalformedException;
import dev.perennial.client.StreamStalledException;
import dev.perennial.client.StreamTimeUpException;
import dev.perennial.client.UnfinishedMessageException;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome.BudgetSpent;
import dev.perennial.stream.recovery.Outcome.Cancelled;
import dev.perennial.stream.recovery.Outcome.Complete;
import dev.perennial.stream.recovery.Outcome.ContextFull;
import dev.perennial.stream.recovery.Outcome.Cut;
import dev.perennial.stream.recovery.Outcome.Overloaded;
import dev.perennial.stream.recovery.Outcome.RateLimited;
import dev.perennial.stream.recovery.Outcome.Refused;
import dev.perennial.stream.recovery.Outcome.Rejected;
import dev.perennial.stream.recovery.Outcome.Stalled;
import java.util.Optional;
import java.util.Set;

/**
 * What a failed request means for the run.
 *
 * @param outcome how the run ends
 * @param code a word for programs: the API's error type where it sent one
 * @param detail a sentence for people, with the way out
 */
record Failure(Outcome outcome, String code, String detail) {

    /** Error codes with status 429 that no waiting mends (Messages API, "Rate limits"). */
    private static final Set<String> SPEND_LIMITS =
            Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");

    static Failure of(Exception failure) {
        return switch (failure) {
            case AnthropicServiceException refused -> ofStatus(refused);
            case MessageStreamException broken -> ofStream(broken);
            case RequestNotSentException not ->
                new Failure(not.outcome(), not.code(), String.valueOf(not.getMessage()));
            case ClientConfigurationException wrong ->
                new Failure(Outcome.REJECTED, "configuration", String.valueOf(wrong.getMessage()));
            case NoCredentialsException none -> noCredentials(none);
            case CredentialResolutionException none -> noCredentials(none);
            case AnthropicIoException io ->
                UnfinishedMessageException.in(io)
                        .map(Failure::givenUp)
                        .orElseGet(() -> new Failure(
                                Outcome.CUT, "connection_failed", "The API could not be reached: " + cause(io) + "."));
            case AnthropicException other -> new Failure(Outcome.CUT, "sdk_error", "The request failed: " + other);
            default -> new Failure(Outcome.CUT, "internal_error", "Perennial failed, which is a bug: " + failure);
        };
    }

    private static Failure ofStatus(AnthropicServiceException refused) {
        String type = refused.type().map(Object::toString).orElse("http_" + refused.statusCode());
        String said = refused.apiMessage().orElse(String.valueOf(refused.getMessage()));
        String detail = "The API answered " + refused.statusCode() + ": " + said;
        return new Failure(outcome(refused.statusCode(), refused.errorCode().orElse(""), said), type, detail);
    }

    private static Outcome outcome(int status, String code, String said) {
        return switch (status) {
            case 400 -> said.startsWith("prompt is too long") ? Outcome.CONTEXT_FULL : Outcome.REJECTED;
            case 429 -> SPEND_LIMITS.contains(code) ? Outcome.REJECTED : Outcome.RATE_LIMITED;
            case 503, 529 -> Outcome.OVERLOADED;
            case 408, 409, 504 -> Outcome.CUT;
            default -> status >= 400 && status < 500 ? Outcome.REJECTED : Outcome.CUT;
        };
    }

    private static Failure ofStream(MessageStreamException broken) {
        String said = String.valueOf(broken.getMessage());
        return switch (broken) {
            case StreamTimeUpException over -> new Failure(Outcome.BUDGET_SPENT, over.code(), said);
            case StreamErrorException error -> new Failure(ofStreamError(error), error.type(), said);
            case StreamCutException cut ->
                new Failure(cut.outcome().map(Failure::outcome).orElse(Outcome.CUT), cut.code(), said);
            case StreamStalledException stalled -> new Failure(Outcome.STALLED, stalled.code(), said);
            case StreamMalformedException malformed -> new Failure(Outcome.CUT, malformed.code(), said);
            case MessageUnreadableException unreadable -> new Failure(Outcome.CUT, unreadable.code(), said);
            case StreamClosedException closed -> new Failure(Outcome.CUT, closed.code(), said);
        };
    }

    /** Errors in a stream have the types that errors with a status have (Messages API, "Errors"). */
    private static Outcome ofStreamError(StreamErrorException error) {
        if (error.errorCode().filter(SPEND_LIMITS::contains).isPresent()) {
            return Outcome.REJECTED;
        }
        return switch (error.type()) {
            case "overloaded_error" -> Outcome.OVERLOADED;
            case "rate_limit_error" -> Outcome.RATE_LIMITED;
            case "invalid_request_error",
                    "authentication_error",
                    "billing_error",
                    "permission_error",
                    "not_found_error",
                    "request_too_large" -> Outcome.REJECTED;
            default -> Outcome.CUT;
        };
    }

    /** A message that was given up before anything of it arrived. */
    private static Failure givenUp(UnfinishedMessageException unfinished) {
        Outcome outcome = outcome(unfinished.outcome());
        String code = outcome == Outcome.CUT ? "connection_failed" : unfinished.code();
        String detail =
                withheld(unfinished).orElseGet(() -> "The API could not be reached: " + unfinished.getMessage());
        return new Failure(outcome, code, detail);
    }

    /** What the governor says, if it did not let the request go. */
    private static Optional<String> withheld(UnfinishedMessageException unfinished) {
        return unfinished.outcome().report().attempts().reversed().stream()
                .findFirst()
                .flatMap(AttemptReport::cause)
                .filter(Cause.Withheld.class::isInstance)
                .map(cause -> ((Cause.Withheld) cause).sentence());
    }

    private static Outcome outcome(dev.perennial.stream.recovery.Outcome outcome) {
        return switch (outcome) {
            case Complete whole -> Outcome.COMPLETE;
            case Refused refused -> Outcome.REFUSED;
            case ContextFull full -> Outcome.CONTEXT_FULL;
            case Stalled stalled -> Outcome.STALLED;
            case Cut cut -> Outcome.CUT;
            case Overloaded overloaded -> Outcome.OVERLOADED;
            case RateLimited limited -> Outcome.RATE_LIMITED;
            case Rejected rejected -> Outcome.REJECTED;
            case BudgetSpent spent -> Outcome.BUDGET_SPENT;
            case Cancelled cancelled -> Outcome.CANCELLED;
        };
    }

    private static Failure noCredentials(AnthropicException none) {
        return new Failure(
                Outcome.REJECTED, "no_credentials", "There are no credentials: set ANTHROPIC_API_KEY. " + cause(none));
    }

    /** The innermost cause says what happened; the SDK's own words only that something did. */
    private static String cause(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
