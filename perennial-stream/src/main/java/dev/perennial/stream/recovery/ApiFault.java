package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.util.Map;
import java.util.Set;

/**
 * An error as the API words it, in a response's body or in an {@code error} event (platform.claude.com, "Errors").
 *
 * @param type {@code error.type}, such as {@code overloaded_error}; empty if there was none
 * @param code {@code error.details.error_code}; empty if there was none
 * @param message {@code error.message}; empty if there was none
 */
public record ApiFault(String type, String code, String message) {

    /** No error in the API's form. */
    public static final ApiFault NONE = new ApiFault("", "", "");

    private static final Set<String> REJECTIONS = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "request_too_large");

    /**
     * What Amazon Bedrock calls its errors in a stream, in the API's words (docs.aws.amazon.com, "InvokeModelWithResponseStream").
     */
    private static final Map<String, String> OF_BEDROCK = Map.of(
            "validationException", "invalid_request_error",
            "throttlingException", "rate_limit_error",
            "serviceUnavailableException", "overloaded_error",
            "modelTimeoutException", "timeout_error",
            "modelStreamErrorException", "api_error",
            "internalServerException", "api_error");

    private static final Set<String> SPENT = Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");

    public ApiFault {
        requireNonNull(type, "type");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }

    /** The status that a response with this error has (platform.claude.com, "Errors"); 500 if the type is unknown. */
    public int status() {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    /** The error as the API words it, on one line. */
    public String json() {
        String details = code.isEmpty() ? "" : ",\"details\":{\"error_code\":" + JsonText.quote(code) + "}";
        return "{\"type\":\"error\",\"error\":{\"type\":" + JsonText.quote(type) + ",\"message\":"
                + JsonText.quote(message) + details + "}}";
    }

    /** Reads {@code {"type":"error","error":{…}}}, in an error's type Bedrock's words too; {@link #NONE} for anything else. */
    static ApiFault of(JsonSpan document) {
        return document.member("error")
                .filter(JsonSpan::isObject)
                .map(ApiFault::ofError)
                .orElse(NONE);
    }

    private static ApiFault ofError(JsonSpan error) {
        String code = error.member("details").map(d -> d.text("error_code")).orElse("");
        String type = error.text("type");
        return new ApiFault(OF_BEDROCK.getOrDefault(type, type), code, error.text("message"));
    }

    /** Whether the request itself is at fault, so that sending it again is no use. */
    boolean isRejection() {
        return REJECTIONS.contains(type) || isSpent();
    }

    /** Whether the account's money is used up: sending again is no use either. */
    boolean isSpent() {
        return SPENT.contains(code);
    }

    boolean isRateLimit() {
        return type.equals("rate_limit_error");
    }
}
