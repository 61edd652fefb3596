package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.Interceptor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.models.PlannedRequest;
import dev.perennial.models.RequestChecks;
import dev.perennial.models.Sampling;
import dev.perennial.models.ThinkingMode;
import dev.perennial.models.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests for messages whose {@code temperature}, {@code top_p} or {@code top_k} the API would refuse, before they are sent.
 * {@link ClientFactory} puts it into its clients. What is not known of a model is left to the API.
 *
 * <p>Source: platform.claude.com, "Versioning", "What's new" of Opus 4.7; {@link RequestChecks}. Immutable.
 */
public final class SamplingLimits implements Interceptor {

    /** Their API version stands in the body, and is another. */
    private static final Set<Provider> WITHOUT_VERSION_HEADER = Set.of(Provider.BEDROCK, Provider.VERTEX);

    private final Provider provider;

    private SamplingLimits(Provider provider) {
        this.provider = requireNonNull(provider, "provider");
    }

    /** The limits at a provider. */
    public static SamplingLimits of(Provider provider) {
        return new SamplingLimits(provider);
    }

    /**
     * What the API would refuse.
     *
     * @param version the value of the header {@code anthropic-version}; empty if there is none
     * @param body a request's JSON; what is none has no fields
     */
    public List<Violation> violations(String version, byte[] body) {
        Fields fields = Fields.of(body);
        if (fields.sampling().isEmpty()) {
            return List.of();
        }
        Capabilities model = Catalogue.builtIn().get(fields.model());
        boolean tooNew = !WITHOUT_VERSION_HEADER.contains(provider)
                && model.isKnown()
                && version.compareTo(SamplingFields.VERSION) > 0;
        List<Violation> ofModel = RequestChecks.check(model, fields.planned()).stream()
                .filter(violation -> SamplingFields.ALL.contains(violation.field()))
                .toList();
        return ofModel.isEmpty() && tooNew ? List.of(ofVersion(version, fields)) : ofModel;
    }

    private static Violation ofVersion(String version, Fields fields) {
        Sampling sampling = fields.sampling();
        String field = sampling.temperature().isPresent()
                ? SamplingFields.TEMPERATURE
                : sampling.topP().isPresent() ? SamplingFields.TOP_P : SamplingFields.TOP_K;
        Object value = sampling.temperature()
                .map(Object.class::cast)
                .or(sampling::topP)
                .or(sampling::topK)
                .orElseThrow();
        return new Violation(
                field,
                value.toString(),
                "API version " + version + " does not take it, whatever the model (here " + fields.model() + ")",
                "add it by SamplingFields.addTo, which asks for version " + SamplingFields.VERSION);
    }

    /** What is looked at in a body. */
    private record Fields(String model, Optional<ThinkingMode> thinking, Sampling sampling) {

        static Fields of(byte[] body) {
            String model = "";
            Optional<ThinkingMode> thinking = Optional.empty();
            Sampling sampling = Sampling.NONE;
            try (JsonParser json = Json.MAPPER.createParser(body)) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        JsonToken value = json.nextToken();
                        if (name.equals("thinking")) {
                            thinking = thinking(json);
                        } else if (name.equals("model") && value == JsonToken.VALUE_STRING) {
                            model = json.getText();
                        } else if (value.isNumeric()) {
                            sampling = with(sampling, name, json);
                        }
                        json.skipChildren();
                    }
                }
            } catch (IOException noJson) {
                return new Fields("", Optional.empty(), Sampling.NONE); // for the API to refuse
            }
            return new Fields(model, thinking, sampling);
        }

        private static Optional<ThinkingMode> thinking(JsonParser json) throws IOException {
            String type = "";
            if (json.currentToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isType = json.currentName().equals("type");
                    type = json.nextToken() == JsonToken.VALUE_STRING && isType ? json.getText() : type;
                    json.skipChildren();
                }
            }
            return ThinkingMode.parse(type);
        }

        private static Sampling with(Sampling sampling, String field, JsonParser json) throws IOException {
            return switch (field) {
                case SamplingFields.TEMPERATURE -> sampling.withTemperature(json.getDoubleValue());
                case SamplingFields.TOP_P -> sampling.withTopP(json.getDoubleValue());
                case SamplingFields.TOP_K -> sampling.withTopK(json.getLongValue());
                default -> sampling;
            };
        }

        PlannedRequest planned() {
            PlannedRequest request = PlannedRequest.of(1).withSampling(sampling);
            return thinking.isPresent() ? request.withThinking(thinking.get()) : request;
        }
    }

    @Override
    public HttpClient intercept(HttpClient next) {
        return new CheckedRequests(next, this::check);
    }

    private void check(HttpRequest request) {
        Optional<HttpRequestBody> body = request.body().filter(b -> b.repeatable() && MessageRequests.isOne(request));
        body.filter(SamplingLimits::mayHaveFields).ifPresent(found -> check(request, bytes(found)));
    }

    private void check(HttpRequest request, byte[] body) {
        String version = request.headers().values(SamplingFields.VERSION_HEADER).stream()
                .findFirst()
                .orElse("");
        List<Violation> violations = violations(version, body);
        if (!violations.isEmpty()) {
            throw new UnsupportedByModelException(violations);
        }
    }

    private static boolean mayHaveFields(HttpRequestBody body) {
        SamplingSearch search = new SamplingSearch();
        body.writeTo(search);
        return search.found();
    }

    private static byte[] bytes(HttpRequestBody body) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream((int) Math.max(64, Math.min(body.contentLength(), 1 << 26)));
        body.writeTo(bytes);
        return bytes.toByteArray();
    }
}
