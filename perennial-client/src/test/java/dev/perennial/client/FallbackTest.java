package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.models.messages.Message;
import dev.perennial.stream.recovery.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aClientOfItsOwn_sendsItToItsOwnAddressWithItsOwnKey() throws Exception {
        try (ScriptedServer first = ScriptedServer.http(e -> e.respond(503, "text/plain", "out"));
                ScriptedServer second = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = client(
                        first,
                        OTHER_MODEL.by(ClientSettings.builder()
                                .environment(Map.of())
                                .baseUrl(second.url())
                                .apiKey("other-key")
                                .build()))) {
            client.sync()
                    .messages()
                    .create(OpenClient.hello().toBuilder()
                            .putAdditionalHeader("x-goog-api-key", "test-key")
                            .build());

            assertThat(second.exchanges()).singleElement().satisfies(e -> {
                assertThat(e.body()).contains("claude-sonnet-5-5");
                assertThat(e.header("authorization")
                                .or(() -> e.header("x-api-key"))
                                .orElse(""))
                        .contains("other-key");
                assertThat(e.header("authorization").orElse("")
                                + e.header("x-api-key").orElse(""))
                        .doesNotContain("test-key");
                assertThat(e.header("x-goog-api-key")).isEmpty();
            });
        }
    }

    @Test
    void lists_areReadByCommas_asModelsAndAddresses() {
        assertThat(Fallback.parse(
                        " claude-sonnet-5-5 , https://eu.example/x#claude-opus-5-5,https://us.example", Map.of()))
                .containsExactly(
                        OTHER_MODEL,
                        Fallback.to("claude-opus-5-5").at(URI.create("https://eu.example/x")),
                        new Fallback("", Optional.of(URI.create("https://us.example")), Optional.empty()));
    }

    @Test
    void providers_standBeforeTheirModels() {
        Fallback bedrock = Fallback.parse(
                        "bedrock/us.anthropic.claude-opus-5-5-v1:0", Map.of("AWS_REGION", "eu-west-1"))
                .getFirst();

        assertThat(bedrock.model()).isEqualTo("us.anthropic.claude-opus-5-5-v1:0");
        assertThat(bedrock.own().orElseThrow().provider()).isEqualTo(Provider.BEDROCK);
        assertThat(Fallback.places(List.of(bedrock), "claude-opus-5-5"))
                .containsExactly("claude-opus-5-5", "us.anthropic.claude-opus-5-5-v1:0 at Amazon Bedrock");
    }

    @Test
    void regions_standBehindTheirProviders() {
        Map<String, String> here = Map.of("AWS_REGION", "us-east-1", "CLOUD_ML_REGION", "us-east5");
        List<Fallback> list = Fallback.parse(
                "bedrock:eu-west-1/eu.anthropic.claude-opus-5-5-v1:0,vertex:europe-west1/claude-opus-5-5", here);

        assertThat(environment(list.get(0))).containsEntry("AWS_REGION", "eu-west-1");
        assertThat(list.get(0).model()).isEqualTo("eu.anthropic.claude-opus-5-5-v1:0");
        assertThat(environment(list.get(1))).containsEntry("CLOUD_ML_REGION", "europe-west1");
        assertThatThrownBy(() -> Fallback.parse("foundry:eu/claude-opus-5-5", here))
                .hasMessageContaining("eu")
                .hasMessageContaining("leave it out");
    }

    private static Map<String, String> environment(Fallback fallback) {
        return fallback.own().orElseThrow().environment();
    }

    @Test
    void aClientThatCannotBeOpened_isPassedOver() throws Exception {
        Fallback nowhere = OTHER_MODEL.by(ClientSettings.builder()
                .environment(Map.of())
                .provider(Provider.VERTEX)
                .build());
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    if (e.body().contains("claude-haiku-4-5")) {
                        e.respond(200, "text/event-stream", Wire.HELLO);
                    } else {
                        e.respond(529, "application/json", "{\"type\":\"error\"}");
                    }
                });
                UnbrokenClient client = client(server, nowhere, Fallback.to("claude-haiku-4-5"))) {
            Message message = client.sync().messages().create(OpenClient.hello());

            assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello, world");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "#m",
                "https://h.example#",
                "claude-x,,claude-y",
                "bedrock/",
                "bedrock:/m",
                "https://u:p@h.example",
                "https://h.example#a\r\nx: 1",
                "https://h.example?x=1"
            })
    void whatIsHalfAFallback_isNone(String list) {
        assertThatThrownBy(() -> Fallback.parse(list, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fallback")
                .hasMessageNotContaining("u:p");
    }

    @Test
    void whatIsNoFallback_isNamed() {
        assertThatThrownBy(() -> Fallback.parse("ftp://example#m", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://example")
                .hasMessageContaining("https://other.example");
        assertThatThrownBy(() -> Fallback.parse("https://a b", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://a b");
        assertThatThrownBy(() -> Fallback.to("")).isInstanceOf(IllegalArgumentException.class);
    }
}
