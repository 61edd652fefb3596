package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a connection that went silent is tested. */
class SendingTest {

    private final BlockingQueue<HttpRequest> sent = new LinkedBlockingQueue<>();

    @Test
    void test_apiWithModels_isAskedForThem() throws Exception {
        sending("https://api.example.test", new AnthropicIoException("no answer"))
                .test(0);

        assertThat(path(next())).containsExactly("v1", "models");
    }

    @Test
    void test_backEndWithoutModels_isSentWhatCostsNothing() throws Exception {
        sending("https://bedrock.example.test", new AnthropicException("Service is not supported for Bedrock: models."))
                .test(0);

        assertThat(path(next())).containsExactly("v1", "models");
        HttpRequest incomplete = next();
        assertThat(incomplete.method()).isEqualTo(HttpMethod.POST);
        assertThat(path(incomplete)).containsExactly("v1", "messages");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        incomplete.body().orElseThrow().writeTo(body);
        assertThat(body.toString(UTF_8)).isEqualTo("{\"model\":\"anthropic.claude\"}");
    }

    private Sending sending(String url, AnthropicException refusal) {
        HttpRequest template = HttpRequest.builder()
                .method(HttpMethod.POST)
                .baseUrl(url)
                .addPathSegments("v1", "messages")
                .build();
        Transport transport = (request, options) -> {
            sent.add(request);
            throw refusal;
        };
        return new Sending(List.of(new Sending.Place(transport, template, "anthropic.claude")), RequestOptions.none());
    }

    private HttpRequest next() throws InterruptedException {
        HttpRequest next = sent.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static List<String> path(HttpRequest request) {
        return request.pathSegments();
    }
}
