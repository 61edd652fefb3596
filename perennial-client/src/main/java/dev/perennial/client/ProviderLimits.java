package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.Interceptor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a provider is known not to do, said before a request is sent: paths, fields, betas, and names of models that can only
 * be another provider's (the SDK's back ends, version 3.11; platform.claude.com, pages of each provider). What is not known
 * is left to the provider. {@link ClientFactory} puts it into its clients.
 *
 * <p>Immutable.
 */
public final class ProviderLimits implements Interceptor {

    private static final String MESSAGES = "messages";

    private static final Set<Provider> WITHOUT_THREADS =
            Set.of(Provider.BEDROCK, Provider.BEDROCK_MANTLE, Provider.VERTEX);

    /** Compaction on demand (platform.claude.com, "Compaction": not on Bedrock). */
    private static final String COMPACTION_ON_DEMAND = "compact-2026-09-04";

    private static final Pattern DATE_OF_THE_API = Pattern.compile("-(20\\d{6})$");

    private final Provider provider;

    private ProviderLimits(Provider provider) {
        this.provider = requireNonNull(provider, "provider");
    }

    /** The limits of a provider. */
    public static ProviderLimits of(Provider provider) {
        return new ProviderLimits(provider);
    }

    /**
     * Why a request must not be sent.
     *
     * @param path the path's segments, for example {@code v1}, {@code messages}
     * @param betas the values of the header {@code anthropic-beta}
     * @param body the request's JSON; what is none has no fields
     * @return a sentence that names what is wrong and the way out; empty if nothing is known to be wrong
     */
    public Optional<String> objection(List<String> path, List<String> betas, byte[] body) {
        if (provider == Provider.ANTHROPIC) {
            return Optional.empty();
        }
        return path(path).or(() -> beta(betas)).or(() -> fields(body));
    }

    private Optional<String> path(List<String> path) {
        String service = path.size() > 1 ? path.get(1) : "";
        String below = path.size() > 2 ? path.get(2) : "";
        if (isServed(service, below)) {
            return Optional.empty();
        }
        String wayOut = switch (below) {
            case "count_tokens" -> "estimate from usage.input_tokens of the last answer";
            case "batches" -> "send the messages one by one";
            default -> "use the Claude API for it";
        };
        return Optional.of(
                "%s has no /%s: %s, or choose another provider.".formatted(name(), String.join("/", path), wayOut));
    }

    private boolean isServed(String service, String below) {
        return switch (provider) {
            case ANTHROPIC, GOOGLE_CLOUD, AWS -> true;
            case BEDROCK -> service.equals(MESSAGES) && below.isEmpty();
            case BEDROCK_MANTLE -> service.equals(MESSAGES);
            case VERTEX -> service.equals(MESSAGES) && !below.equals("batches");
            case FOUNDRY ->
                Set.of(MESSAGES, "files", "skills", "user_profiles").contains(service) && !below.equals("batches");
        };
    }

    private Optional<String> beta(List<String> betas) {
        boolean asked = betas.stream()
                .flatMap(b -> Arrays.stream(b.split(",")))
                .map(String::strip)
                .anyMatch(COMPACTION_ON_DEMAND::equals);
        return asked && provider == Provider.BEDROCK
                ? Optional.of("anthropic-beta is `" + COMPACTION_ON_DEMAND + "`, but " + name()
                        + " has no compaction on demand: leave it out and use compact-2026-01-12.")
                : Optional.empty();
    }

    private Optional<String> fields(byte[] body) {
        Fields fields = Fields.of(body);
        return model(fields.model()).or(() -> thread(fields));
    }

    private Optional<String> thread(Fields fields) {
        return fields.thread() && WITHOUT_THREADS.contains(provider)
                ? Optional.of("thread is set, but " + name()
                        + " has no message threads: leave it out and send the whole conversation.")
                : Optional.empty();
    }

    private Optional<String> model(String model) {
        return switch (provider) {
            case BEDROCK, BEDROCK_MANTLE ->
                model.startsWith("claude-") ? anotherName(model, bedrockName(model)) : none();
            case VERTEX -> ofVertex(model);
            case ANTHROPIC, GOOGLE_CLOUD, AWS, FOUNDRY -> none();
        };
    }

    private Optional<String> ofVertex(String model) {
        if (model.contains("anthropic.")) {
            return anotherName(model, model.replaceFirst("^.*anthropic\\.", "").replaceFirst("-v\\d+(:\\w+)*$", ""));
        }
        String dated = DATE_OF_THE_API.matcher(model).replaceFirst("@$1");
        return dated.equals(model) ? none() : anotherName(model, dated);
    }

    /** Which regions there are is the account's affair. */
    private String bedrockName(String model) {
        return (provider == Provider.BEDROCK ? "us." : "") + "anthropic." + model;
    }

    private Optional<String> anotherName(String model, String like) {
        return Optional.of("model is `%s`, which is no id of %s: name it as your console there does, like `%s`."
                .formatted(model, provider.title() + "'s", like));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private String name() {
        return provider.title() + " (provider `" + provider.key() + "`)";
    }

    /** What is looked at in a body. */
    private record Fields(String model, boolean thread) {

        static Fields of(byte[] body) {
            String model = "";
            boolean thread = false;
            try (JsonParser json = Json.MAPPER.createParser(body)) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        JsonToken value = json.nextToken();
                        model = name.equals("model") && value == JsonToken.VALUE_STRING ? json.getText() : model;
                        thread |= name.equals("thread") && value != JsonToken.VALUE_NULL;
                        json.skipChildren();
                    }
                }
            } catch (IOException noJson) {
                return new Fields("", false); // for the provider to refuse
            }
            return new Fields(model, thread);
        }
    }

    @Override
    public HttpClient intercept(HttpClient next) {
        return new CheckedRequests(next, this::check);
    }

    /** Only a message has fields to look at; a file that is sent may be of any size. */
    private void check(HttpRequest request) {
        byte[] body = request.body()
                .filter(b -> request.pathSegments().contains(MESSAGES) && b.repeatable())
                .map(ProviderLimits::bytes)
                .orElse(new byte[0]);
        objection(request.pathSegments(), request.headers().values("anthropic-beta"), body)
                .ifPresent(why -> {
                    throw new UnsupportedByProviderException(provider, why);
                });
    }

    private static byte[] bytes(HttpRequestBody body) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream((int) Math.max(64, Math.min(body.contentLength(), 1 << 26)));
        body.writeTo(bytes);
        return bytes.toByteArray();
    }
}
