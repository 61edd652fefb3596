package dev.perennial.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.models.ModelInfo;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextBrain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official SDK, unmodified, against the simulator. */
@Timeout(120)
final class SdkMessagesTest {

    private static MessageCreateParams ask(String text) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(64_000)
                .addUserMessage(text)
                .build();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(b -> b.text().stream())
                .map(t -> t.text())
                .reduce("", String::concat);
    }

    @Test
    void create_textBrain_givesTheWholeText() {
        try (Simulated simulated = new Simulated(TextBrain.ofCharacters(5_000))) {
            Message message = simulated.client().messages().create(ask("Go."));

            assertThat(text(message)).isEqualTo(PseudoText.of(Simulated.SEED).text(5_000));
            assertThat(message.stopReason()).contains(StopReason.END_TURN);
            assertThat(message.usage().outputTokens()).isBetween(1_500L, 2_500L);
            assertThat(message.model().asString()).isEqualTo("claude-opus-5-5");
            assertThat(message.validate().isValid()).isTrue();
        }
    }

    @Test
    void createStreaming_textBrain_accumulatesToTheWholeText() {
        try (Simulated simulated = new Simulated(TextBrain.ofCharacters(5_000))) {
            MessageAccumulator accumulator = MessageAccumulator.create();
            try (StreamResponse<RawMessageStreamEvent> stream =
                    simulated.client().messages().createStreaming(ask("Go."))) {
                stream.stream().map(RawMessageStreamEvent::validate).forEach(accumulator::accumulate);
            }

            assertThat(text(accumulator.message()))
                    .isEqualTo(PseudoText.of(Simulated.SEED).text(5_000));
            assertThat(accumulator.message().stopReason()).contains(StopReason.END_TURN);
        }
    }

    @Test
    void create_asyncClient_givesTheWholeText() throws Exception {
        try (Simulated simulated = new Simulated(TextBrain.ofCharacters(500))) {
            Message message =
                    simulated.asyncClient().messages().create(ask("Go.")).get(60, TimeUnit.SECONDS);
            MessageAccumulator accumulator = MessageAccumulator.create();
            simulated
                    .asyncClient()
                    .messages()
                    .createStreaming(ask("Go."))
                    .subscribe(accumulator::accumulate)
                    .onCompleteFuture()
                    .get(60, TimeUnit.SECONDS);

            assertThat(text(message)).isEqualTo(PseudoText.of(Simulated.SEED).text(500));
            assertThat(text(accumulator.message()))
                    .isEqualTo(PseudoText.of(Simulated.SEED).text(500));
        }
    }

    @Test
    void rawResponse_headers_carryRequestIdAndLimits() throws Exception {
        try (Simulated simulated = new Simulated(p -> Reply.text("hi"));
                HttpResponseFor<StreamResponse<RawMessageStreamEvent>> raw =
                        simulated.client().messages().withRawResponse().createStreaming(ask("Go."))) {
            assertThat(raw.requestId()).hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
            assertThat(raw.headers().values("anthropic-ratelimit-input-tokens-limit"))
                    .containsExactly("2000000");
            assertThat(simulated.requests()).hasSize(1);
            assertThat(simulated.requests().getFirst().requestId())
                    .isEqualTo(raw.requestId().orElseThrow());
        }
    }

    @Test
    void countTokens_sameInput_isWhatTheMessageReports() {
        try (Simulated simulated = new Simulated(p -> Reply.text("hi"))) {
            long counted = simulated
                    .client()
                    .messages()
                    .countTokens(MessageCountTokensParams.builder()
                            .model("claude-opus-5-5")
                            .addUserMessage("How many tokens are these?")
                            .build())
                    .inputTokens();

            assertThat(simulated
                            .client()
                            .messages()
                            .create(ask("How many tokens are these?"))
                            .usage()
                            .inputTokens())
                    .isEqualTo(counted);
        }
    }

    @Test
    void models_listAndRetrieve_validate() {
        try (Simulated simulated = new Simulated(p -> Reply.text("hi"))) {
            List<ModelInfo> all =
                    simulated.client().models().list().autoPager().stream().toList();
            ModelInfo opus = simulated.client().models().retrieve("claude-opus-5-5");

            assertThat(all)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(m -> assertThat(m.validate().isValid()).isTrue());
            assertThat(opus.maxInputTokens()).contains(1_000_000L);
            assertThat(opus.maxTokens()).contains(128_000L);
            assertThat(opus.capabilities()
                            .orElseThrow()
                            .thinking()
                            .types()
                            .adaptive()
                            .supported())
                    .isTrue();
            assertThat(simulated
                            .client()
                            .beta()
                            .models()
                            .retrieve("claude-haiku-4-5")
                            .validate()
                            .id())
                    .isEqualTo("claude-haiku-4-5-20251001");
        }
    }

    @Test
    void create_refusedRequests_throwTheSdksOwnExceptions() {
        try (Simulated simulated = new Simulated(p -> Reply.text("hi"))) {
            assertThatThrownBy(() -> simulated
                            .client()
                            .messages()
                            .create(ask("x").toBuilder().model("gpt-9").build()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("model: gpt-9");
            assertThatThrownBy(() -> simulated
                            .client()
                            .messages()
                            .create(ask("x").toBuilder().maxTokens(128_001).build()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("128001 > 128000");
        }
    }
}
