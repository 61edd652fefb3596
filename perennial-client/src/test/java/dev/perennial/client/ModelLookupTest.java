package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.models.Effort;
import dev.perennial.models.Origin;
import dev.perennial.models.ThinkingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API says goes over what is listed; what it does not say properly does not. */
class ModelLookupTest {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    @Test
    void find_apiAnswers_mergesItOverTheCatalogue() throws Exception {
        Capabilities found = find("claude-opus-5-5", """
                {"type":"model","id":"claude-opus-5-5","max_input_tokens":2000000,"max_tokens":256000,"capabilities":{
                "thinking":{"supported":true,"types":{"adaptive":{"supported":true},"disabled":{"supported":true},
                "enabled":{"supported":false}}},
                "effort":{"supported":true,"low":{"supported":true},"high":{"supported":true},"max":{"supported":false}}}}
                """);

        assertThat(found.contextTokens()).isEqualTo(2_000_000);
        assertThat(found.outputTokens()).isEqualTo(256_000);
        assertThat(found.thinking().modes()).containsExactlyInAnyOrder(ThinkingMode.ADAPTIVE, ThinkingMode.DISABLED);
        assertThat(found.effort().levels()).containsExactlyInAnyOrder(Effort.LOW, Effort.HIGH);
        assertThat(found.origin()).isEqualTo(new Origin.Reported());
        assertThat(found.prices()).isSameAs(CATALOGUE.get("claude-opus-5-5").prices());
    }

    @Test
    void find_effortNotSupported_hasNoLevels() throws Exception {
        assertThat(find("claude-opus-5", "{\"capabilities\":{\"effort\":{\"supported\":false}}}")
                        .effort()
                        .supported())
                .isFalse();
    }

    @Test
    void find_unknownModelWithThinkingReported_isKnown() throws Exception {
        Capabilities found = find(
                "claude-nova-7",
                "{\"max_tokens\":9000,\"capabilities\":{\"thinking\":{\"types\":{\"adaptive\":{\"supported\":true}}},"
                        + "\"effort\":{\"low\":{\"supported\":true}}}}");

        assertThat(found.isKnown()).isTrue();
        assertThat(found.origin()).isEqualTo(new Origin.Reported());
        assertThat(found.outputTokens()).isEqualTo(9_000);
        assertThat(found.thinking().modes()).containsExactly(ThinkingMode.ADAPTIVE);
    }

    @Test
    void find_unknownModelWithoutThinkingReported_staysAssumed() throws Exception {
        Capabilities found = find(
                "claude-nova-7",
                "{\"max_input_tokens\":500000,\"capabilities\":{\"effort\":{\"low\":{\"supported\":true}}}}");

        assertThat(found.isKnown()).isFalse();
        assertThat(found.thinking()).isEqualTo(Catalogue.assumed("x").thinking());
        assertThat(found.effort().levels()).containsExactly(Effort.LOW);
        assertThat(found.contextTokens()).isEqualTo(500_000);
        assertThat(found.outputTokens()).isEqualTo(Catalogue.assumed("x").outputTokens());
    }

    @Test
    void find_answerOfNoUse_keepsTheCataloguesWord() throws Exception {
        for (String answer : List.of(
                "<html>sign in</html>",
                "",
                "[]",
                "{}",
                "null",
                "{\"max_input_tokens\":\"many\",\"max_tokens\":-3,\"capabilities\":\"all\"}",
                "{\"max_tokens\":null,\"capabilities\":{\"thinking\":{\"types\":7},\"effort\":[]}}")) {
            assertThat(find("claude-opus-5-5", answer)).as(answer).isEqualTo(CATALOGUE.get("claude-opus-5-5"));
        }
    }

    @Test
    void find_errorOfTheApi_keepsTheCataloguesWordAfterOneTry() throws Exception {
        for (int status : new int[] {401, 404, 429, 500}) {
            try (ScriptedServer server = ScriptedServer.http(e -> e.respond(status, "application/json", "{}"));
                    OpenClient client = OpenClient.of(
                            OpenClient.settings(server).maxRetries(5).build())) {
                assertThat(new ModelLookup(client.sdk(), CATALOGUE).find("claude-opus-5-5"))
                        .isEqualTo(CATALOGUE.get("claude-opus-5-5"));
                assertThat(server.exchanges()).hasSize(1);
                assertThat(server.exchanges().getFirst().target()).isEqualTo("/v1/models/claude-opus-5-5");
            }
        }
    }

    @Test
    void find_silentServer_keepsTheCataloguesWord() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(Exchange::awaitClientGone);
                OpenClient client = OpenClient.to(server)) {
            ModelLookup lookup = new ModelLookup(client.sdk(), CATALOGUE, Duration.ofMillis(100));

            assertThat(lookup.find("claude-opus-5-5")).isEqualTo(CATALOGUE.get("claude-opus-5-5"));
        }
    }

    private static Capabilities find(String model, String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", answer));
                OpenClient client = OpenClient.to(server)) {
            return new ModelLookup(client.sdk(), CATALOGUE).find(model);
        }
    }
}
