package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said before a request is sent. */
class ProviderLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "BEDROCK, v1/messages, true",
        "BEDROCK, v1/messages/count_tokens, false",
        "BEDROCK, v1/messages/batches, false",
        "BEDROCK, v1/models, false",
        "BEDROCK, v1/files, false",
        "BEDROCK_MANTLE, v1/messages, true",
        "BEDROCK_MANTLE, v1/messages/count_tokens, true",
        "BEDROCK_MANTLE, v1/user_profiles, false",
        "VERTEX, v1/messages, true",
        "VERTEX, v1/messages/count_tokens, true",
        "VERTEX, v1/messages/batches/b_1, false",
        "VERTEX, v1/models, false",
        "FOUNDRY, v1/messages/count_tokens, true",
        "FOUNDRY, v1/messages/batches, false",
        "FOUNDRY, v1/files, true",
        "FOUNDRY, v1/models, false",
        "GOOGLE_CLOUD, v1/messages/batches, true",
        "GOOGLE_CLOUD, v1/models, true",
        "AWS, v1/messages/batches, true",
        "AWS, v1/models, true",
        "ANTHROPIC, v1/anything, true",
    })
    void objection_path_isWhatTheProviderHasNot(Provider provider, String path, boolean served) {
        Optional<String> objection = objection(provider, path, "", "{}");

        assertThat(objection.isEmpty()).isEqualTo(served);
        objection.ifPresent(o ->
                assertThat(o).contains("/" + path).contains(provider.title()).contains(provider.key()));
    }

    @ParameterizedTest
    @EnumSource
    void objection_thread_isWhatTheSdksBackEndSays(Provider provider) {
        boolean threads = switch (provider) {
            case BEDROCK, BEDROCK_MANTLE, VERTEX -> false;
            case ANTHROPIC, GOOGLE_CLOUD, AWS, FOUNDRY -> true;
        };

        assertThat(objection(provider, "v1/messages", "", "{\"messages\":[{\"thread\":1}],\"thread\":{\"id\":\"t\"}}")
                        .isEmpty())
                .isEqualTo(threads);
        assertThat(objection(provider, "v1/messages", "", "{\"messages\":[{\"thread\":1}],\"thread\":null}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BEDROCK, claude-opus-5-5, us.anthropic.claude-opus-5-5",
        "BEDROCK_MANTLE, claude-opus-5-5, anthropic.claude-opus-5-5",
        "VERTEX, us.anthropic.claude-opus-5-5-v1:0, claude-opus-5-5",
        "VERTEX, claude-opus-4-5-20251101, claude-opus-4-5@20251101",
    })
    void objection_modelOfAnotherProvider_saysWhatItMayBeCalled(Provider provider, String model, String like) {
        assertThat(objection(provider, "v1/messages", "", "{\"model\":\"" + model + "\"}")
                        .orElseThrow())
                .contains("model is `" + model + "`")
                .contains("like `" + like + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "BEDROCK, us.anthropic.claude-opus-5-5-v1:0",
        "BEDROCK, arn:aws:bedrock:us-east-1:1:application-inference-profile/abc",
        "BEDROCK_MANTLE, anthropic.claude-opus-5-5",
        "VERTEX, claude-opus-4-5@20251101",
        "VERTEX, claude-opus-5-5",
        "FOUNDRY, our-claude",
        "AWS, claude-opus-5-5",
        "GOOGLE_CLOUD, claude-opus-5-5",
    })
    void objection_modelOfTheProvider_isNone(Provider provider, String model) {
        assertThat(objection(provider, "v1/messages", "", "{\"model\":\"" + model + "\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BEDROCK, false", "VERTEX, true", "AWS, true"})
    void objection_betaThatBedrockHasNot_isSaidThere(Provider provider, boolean served) {
        assertThat(objection(provider, "v1/messages", "a-2026-01-01, compact-2026-09-04", "{}")
                        .isEmpty())
                .isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"''", "[]", "'{\"model\":'", "nonsense"})
    void objection_noJson_isForTheProviderToRefuse(String body) {
        assertThat(objection(Provider.BEDROCK, "v1/messages", "", body)).isEmpty();
    }

    @Test
    void intercept_fileThatIsSent_passesUnread() {
        HttpRequest upload = HttpRequest.builder()
                .method(HttpMethod.POST)
                .baseUrl("https://river.example.test")
                .addPathSegments("v1", "files")
                .body(new Unreadable())
                .build();
        NoNetwork network = new NoNetwork();

        HttpClient client = ProviderLimits.of(Provider.FOUNDRY).intercept(network);

        assertThatThrownBy(() -> client.execute(upload, RequestOptions.none()))
                .isInstanceOf(AnthropicIoException.class);
        assertThat(network.requests).containsExactly(upload);
    }

    /** Keeps what it is asked to send. */
    private static final class NoNetwork implements HttpClient {

        private final List<HttpRequest> requests = new ArrayList<>();

        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            requests.add(request);
            throw new AnthropicIoException("no network");
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** A file of any size, which could be read more than once. */
    private static final class Unreadable implements HttpRequestBody {

        @Override
        public void writeTo(OutputStream out) {
            throw new AssertionError("the file was read");
        }

        @Override
        public String contentType() {
            return "multipart/form-data";
        }

        @Override
        public long contentLength() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static Optional<String> objection(Provider provider, String path, String betas, String body) {
        List<String> segments = Arrays.asList(path.split("/", -1));
        return ProviderLimits.of(provider).objection(segments, List.of(betas), body.getBytes(UTF_8));
    }
}
