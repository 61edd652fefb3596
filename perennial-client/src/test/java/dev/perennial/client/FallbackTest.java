package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.backends.AnthropicBackend;
import com.anthropic.client.okhttp.OkHttpClient;
import com.anthropic.models.messages.Message;
import dev.perennial.stream.recovery.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message that is asked for elsewhere, by the official SDK. */
final class FallbackTest {

    private static final Fallback OTHER_MODEL = Fallback.to("claude-sonnet-5-5");

    private static UnbrokenClient client(ScriptedServer server, Fallback... fallbacks) {
        return UnbrokenClient.to(server.url(), settings -> settings.fallbacks(List.of(fallbacks)));
    }

    private static ScriptedServer overloaded() {
        return ScriptedServer.http(e -> {
            if (e.body().contains("claude-sonnet-5-5")) {
                e.respond(200, "text/event-stream", Wire.HELLO);
            } else {
                e.respond(529, "application/json", "{\"type\":\"error\"}");
            }
        });
    }

    @Test
    void anotherModel_isAskedAfterFiveAttempts_andSaidToBe() throws Exception {
        try (ScriptedServer server = overloaded();
                UnbrokenClient client = client(server, OTHER_MODEL)) {
            Message message = client.sync().messages().create(OpenClient.hello());

            assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello, world");
            assertThat(server.exchanges()).hasSize(6);
            assertThat(client.events(PerennialEvent.FellBack.class))
                    .singleElement()
                    .satisfies(fell -> {
                        assertThat(fell.place()).isEqualTo("claude-sonnet-5-5");
                        assertThat(fell.attempt()).isEqualTo(6);
                    });
            assertThat(client.events(PerennialEvent.End.class).getFirst().outcome())
                    .isInstanceOf(Outcome.Complete.class);
        }
    }

    @Test
    void anotherServer_isAskedWithTheSameRequest() throws Exception {
        try (ScriptedServer first = ScriptedServer.http(e -> e.respond(503, "text/plain", "out"));
                ScriptedServer second = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = client(
                        first, new Fallback("", Optional.of(URI.create(second.url() + "/eu")), Optional.empty()))) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(second.exchanges()).singleElement().satisfies(e -> {
                assertThat(e.target()).isEqualTo("/eu/v1/messages");
                assertThat(e.body()).isEqualTo(first.exchanges().getFirst().body());
            });
        }
    }

    @Test
    void anotherClientOfTheSdk_sendsItWithItsOwnMeans() throws Exception {
        try (ScriptedServer first = ScriptedServer.http(e -> e.respond(503, "text/plain", "out"));
                ScriptedServer second = ScriptedServer.streaming(Wire.HELLO);
                OkHttpClient other = OkHttpClient.builder()
                        .backend(AnthropicBackend.builder().apiKey("other").build())
                        .build();
                UnbrokenClient client =
                        client(first, OTHER_MODEL.at(URI.create(second.url())).through(other))) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(second.exchanges())
                    .singleElement()
                    .satisfies(e -> assertThat(e.body()).contains("claude-sonnet-5-5"));
        }
    }

    @Test
    void lists_areReadByCommas_asModelsAndAddresses() {
        assertThat(Fallback.parse(" claude-sonnet-5-5 , https://eu.example/x#claude-opus-5-5,https://us.example"))
                .containsExactly(
                        OTHER_MODEL,
                        Fallback.to("claude-opus-5-5").at(URI.create("https://eu.example/x")),
                        new Fallback("", Optional.of(URI.create("https://us.example")), Optional.empty()));
        assertThat(Fallback.parse("")).isEmpty();
    }

    @Test
    void whatIsNoFallback_isNamed() {
        assertThatThrownBy(() -> Fallback.parse("ftp://example#m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://example")
                .hasMessageContaining("https://other.example");
        assertThatThrownBy(() -> Fallback.parse("https://a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://a b");
        assertThatThrownBy(() -> Fallback.to("")).isInstanceOf(IllegalArgumentException.class);
    }
}
