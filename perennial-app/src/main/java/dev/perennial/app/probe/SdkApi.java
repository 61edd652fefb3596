package dev.perennial.app.probe;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.RawMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Asks through the official SDK, which knows the key, proxies and certificates, without reading what comes back. */
public final class SdkApi implements Api {

    private static final String LIMITS = "anthropic-ratelimit-";
    private static final String LIMIT = "-limit";

    private final AnthropicClient client;

    /** Asks through this client, which the caller closes. */
    public SdkApi(AnthropicClient client) {
        this.client = client;
    }

    @Override
    public Reaction ask(Question question) {
        try (HttpResponse response = client.messages().withRawResponse().create(params(question))) {
            return new Reaction(response.statusCode(), "", body(response), limits(response.headers()));
        } catch (AnthropicServiceException refused) {
            return new Reaction(refused.statusCode(), message(refused), empty(), limits(refused.headers()));
        } catch (AnthropicException | IOException unreachable) {
            throw new UnreachableException(innermost(unreachable), unreachable);
        }
    }

    private static MessageCreateParams params(Question question) {
        MessageCreateParams.Builder params = RawMessages.params(question.body(), question.betas()).toBuilder()
                .putAdditionalHeader("anthropic-version", question.version());
        if (question.body().path("stream").asBoolean()) {
            params.putAdditionalBodyProperty("stream", JsonValue.from(true));
        }
        return params.build();
    }

    private static ObjectNode body(HttpResponse response) throws IOException {
        try (InputStream in = response.body()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("{") ? RawMessages.parse(text) : empty();
        } catch (IllegalArgumentException notJson) {
            return empty();
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String message(AnthropicServiceException refused) {
        return refused.apiMessage().orElse("(no message)");
    }

    private static Map<String, String> limits(Headers headers) {
        Map<String, String> limits = new TreeMap<>();
        headers.names().stream()
                .filter(name -> name.startsWith(LIMITS) && name.endsWith(LIMIT))
                .forEach(name -> limits.put(
                        name.substring(LIMITS.length(), name.length() - LIMIT.length()),
                        String.join(",", headers.values(name))));
        return limits;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }
}
