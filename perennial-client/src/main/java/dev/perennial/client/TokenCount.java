package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Has the API count the input tokens of a request ({@code POST /v1/messages/count_tokens}): an estimate, free of charge,
 * with limits of its own. Safe for use by several threads.
 */
public final class TokenCount {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final AnthropicClient client;

    /** A count that asks once and waits at most 20 seconds for the answer. */
    public TokenCount(AnthropicClient client) {
        this.client = requireNonNull(client, "client").withOptions(options -> options.maxRetries(0));
    }

    /**
     * Counts the input of a body as it would be sent to the Messages API.
     *
     * @return nothing if the API did not answer with a count; some platforms do not offer it
     * @throws IllegalArgumentException if {@code model} is no text
     */
    public OptionalLong count(ObjectNode body, List<String> betas) {
        var params = RawMessages.countParams(body, betas);
        try (HttpResponse response = client.messages().withRawResponse().countTokens(params, options())) {
            return read(response);
        } catch (AnthropicException | IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong read(HttpResponse response) throws IOException {
        try (InputStream body = response.body()) {
            JsonNode tokens =
                    Json.MAPPER.readTree(body.readNBytes(LARGEST_ANSWER)).path("input_tokens");
            return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.longValue() >= 0
                    ? OptionalLong.of(tokens.longValue())
                    : OptionalLong.empty();
        }
    }

    private static RequestOptions options() {
        return RequestOptions.builder()
                .timeout(Timeout.builder()
                        .connect(Duration.ofSeconds(10))
                        .read(PATIENCE)
                        .write(PATIENCE)
                        .request(PATIENCE)
                        .build())
                .build();
    }
}
