package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks at a provider: the caller has the whole answer, and every attempt was asked for as the provider wants it. */
final class UnbrokenProvidersTest {

    private static final String ON_BEDROCK = "us.anthropic.claude-opus-5-5-v1:0";
    private static final String ON_VERTEX = "claude-opus-5-5";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    @TempDir
    Path folder;

    /** Every fault in two ways of asking; every way has its turn. */
    static Stream<Arguments> faultsAndWays() {
        CloudFault[] faults = CloudFault.values();
        Way[] ways = Way.values();
        return IntStream.range(0, 2 * faults.length).mapToObj(i -> Arguments.of(faults[i / 2], ways[i % ways.length]));
    }

    @ParameterizedTest
    @MethodSource("faultsAndWays")
    void ask_somethingBreaksAtBedrock_hasTheWholeAnswer(CloudFault fault, Way way) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(model(), CloudFault.NONE, fault);
                UnbrokenClient client = bedrock(bedrock)) {
            Way.Said whole = way.ask(client, params(ON_BEDROCK));

            assertThat(way.ask(client, params(ON_BEDROCK))).isEqualTo(whole);
            assertThat(whole.text()).hasSize(2_000);
            assertThat(bedrock.exchanges()).hasSize(fault == CloudFault.NONE ? 2 : 3);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsAndWays")
    void ask_somethingBreaksAtVertex_hasTheWholeAnswer(CloudFault fault, Way way) throws Exception {
        try (VertexFake vertex = new VertexFake(model(), CloudFault.NONE, fault);
                UnbrokenClient client = vertex(vertex)) {
            Way.Said whole = way.ask(client, params(ON_VERTEX));

            assertThat(way.ask(client, params(ON_VERTEX))).isEqualTo(whole);
            assertThat(whole.text()).hasSize(2_000);
            assertThat(vertex.exchanges()).hasSize(fault == CloudFault.NONE ? 2 : 3);
        }
    }

    @Test
    void ask_bedrockBreaksInEveryTextAgain_hasTheWholeAnswer() throws Exception {
        CloudFault[] inText = {
            CloudFault.EXCEPTION_IN_TEXT,
            CloudFault.CUT_IN_EVENT,
            CloudFault.RESET_IN_EVENT,
            CloudFault.END_BETWEEN_EVENTS,
            CloudFault.DAMAGE
        };
        try (BedrockFake bedrock = new BedrockFake(model(), inText);
                UnbrokenClient client = bedrock(bedrock)) {
            assertThat(Way.STREAM.ask(client, params(ON_BEDROCK)).text()).hasSize(2_000);
            assertThat(bedrock.exchanges()).hasSize(inText.length + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-4-5-20251101-v1:0, assistant",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, assistant",
        "us.anthropic.claude-opus-5-5-v1:0, user",
    })
    void ask_cutInText_goesOnAsThatModelTakesIt(String model, String lastRole) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(model(), CloudFault.CUT_IN_EVENT);
                UnbrokenClient client = bedrock(bedrock)) {
            assertThat(Way.STREAM.ask(client, params(model)).text()).hasSize(2_000);

            JsonNode messages = bedrock.body(1).path("messages");
            assertThat(messages.path(messages.size() - 1).path("role").asText()).isEqualTo(lastRole);
        }
    }

    @Test
    void ask_secondAttempt_isSignedForItsOwnBody() throws Exception {
        try (BedrockFake bedrock = new BedrockFake(model(), CloudFault.CUT_IN_EVENT);
                UnbrokenClient client = bedrock(bedrock)) {
            Way.STREAM.ask(client, params(ON_BEDROCK));

            assertThat(bedrock.exchanges().stream().map(Exchange::body)).doesNotHaveDuplicates();
            assertThat(bedrock.exchanges().stream()
                            .map(e -> e.header("Authorization").orElseThrow()))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void ask_wrongSecret_isRefusedOnceAndForAll() throws Exception {
        try (BedrockFake bedrock = new BedrockFake(model());
                UnbrokenClient client = UnbrokenClient.of(ClientSettings.builder()
                        .provider(Provider.BEDROCK)
                        .baseUrl(bedrock.url())
                        .environment(Map.of(
                                "AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "B", "AWS_REGION", "eu-west-1")))) {
            Thrown.by(PermissionDeniedException.class, () -> Way.STREAM.ask(client, params(ON_BEDROCK)));

            assertThat(bedrock.exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE", "STREAM_ASYNC", "CREATE_ASYNC"})
    void ask_namesOfAnotherProvider_areNotSent(Way way) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(model());
                UnbrokenClient client = bedrock(bedrock)) {
            UnsupportedByProviderException refused =
                    Thrown.by(UnsupportedByProviderException.class, () -> way.ask(client, params("claude-opus-5-5")));

            assertThat(refused)
                    .hasMessage(
                            "model is `claude-opus-5-5`, which is no id of Amazon Bedrock's: name it as your console"
                                    + " there does, like `us.anthropic.claude-opus-5-5`.");
            assertThat(refused.provider()).isEqualTo(Provider.BEDROCK);
            assertThat(bedrock.exchanges()).isEmpty();
        }
    }

    private static URI model() {
        return SIMULATOR.baseUrl();
    }

    private static UnbrokenClient bedrock(BedrockFake bedrock) {
        return UnbrokenClient.of(ClientSettings.builder()
                .provider(Provider.BEDROCK)
                .baseUrl(bedrock.url())
                .environment(BedrockFake.ENVIRONMENT));
    }

    private UnbrokenClient vertex(VertexFake vertex) throws Exception {
        return UnbrokenClient.of(ClientSettings.builder()
                .provider(Provider.VERTEX)
                .baseUrl(vertex.url())
                .environment(vertex.environment(folder)));
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(4_000)
                .addUserMessage("Tell me of rivers.")
                .build();
    }
}
