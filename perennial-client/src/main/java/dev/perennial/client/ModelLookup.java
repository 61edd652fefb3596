package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.models.ModelRetrieveParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What a model can do: what the API says of it ({@code GET /v1/models/{id}}) over what the catalogue says.
 *
 * <p>A lookup never fails: where the API does not answer in time, or not with what is asked for, the catalogue's word
 * stands. Safe for use by several threads.
 */
public final class ModelLookup {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final AnthropicClient client;
    private final Catalogue catalogue;
    private final Duration patience;

    /** A lookup that waits at most three seconds for the API. */
    public ModelLookup(AnthropicClient client, Catalogue catalogue) {
        this(client, catalogue, PATIENCE);
    }

    ModelLookup(AnthropicClient client, Catalogue catalogue, Duration patience) {
        this.client = requireNonNull(client, "client").withOptions(options -> options.maxRetries(0));
        this.catalogue = requireNonNull(catalogue, "catalogue");
        this.patience = patience;
    }

    /** What the model can do; {@link Capabilities#origin()} says who said so. */
    public Capabilities find(String model) {
        Capabilities listed = catalogue.get(model);
        return fetch(model)
                .map(info -> ReportedCapabilities.merge(listed, info))
                .orElse(listed);
    }

    private Optional<ObjectNode> fetch(String model) {
        ModelRetrieveParams params =
                ModelRetrieveParams.builder().modelId(model).build();
        try (HttpResponse response = client.models().withRawResponse().retrieve(params, options())) {
            return read(response);
        } catch (AnthropicException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> read(HttpResponse response) throws IOException {
        try (InputStream body = response.body()) {
            JsonNode answer = Json.MAPPER.readTree(body.readNBytes(LARGEST_ANSWER));
            return answer instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        }
    }

    private RequestOptions options() {
        return RequestOptions.builder()
                .timeout(Timeout.builder()
                        .connect(patience)
                        .read(patience)
                        .write(patience)
                        .request(patience)
                        .build())
                .build();
    }
}
