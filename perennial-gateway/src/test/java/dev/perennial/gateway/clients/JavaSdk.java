package dev.perennial.gateway.clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The official Java SDK, as it is: without Perennial's interceptor. */
final class JavaSdk implements JvmClient {

    private static final Tool WEATHER = Tool.builder()
            .name(TOOL)
            .description("Tells the weather of a city.")
            .inputSchema(Tool.InputSchema.builder()
                    .properties(Tool.InputSchema.Properties.builder()
                            .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                            .putAdditionalProperty("why", JsonValue.from(Map.of("type", "string")))
                            .build())
                    .required(List.of("city", "why"))
                    .build())
            .build();

    private final AnthropicClient client;
    private final BiFunction<AnthropicClient, MessageCreateParams, Message> way;
    private MessageCreateParams params;
    private List<ToolUseBlock> calls = List.of();

    private JavaSdk(Talk talk, BiFunction<AnthropicClient, MessageCreateParams, Message> way) {
        this.client = AnthropicOkHttpClient.builder()
                .baseUrl(talk.url().toString())
                .apiKey("any")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
        this.way = way;
        MessageCreateParams.Builder empty = MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(MAX_TOKENS)
                .messages(List.of())
                .thinking(ThinkingConfigAdaptive.builder()
                        .display(ThinkingConfigAdaptive.Display.SUMMARIZED)
                        .build());
        this.params = switch (talk.scenario()) {
            case TEXT -> empty.build();
            case TOOLS -> empty.addTool(WEATHER).build();
        };
    }

    /** By events, and the SDK's own accumulator. */
    static JvmClient streaming(Talk talk) {
        return new JavaSdk(talk, (client, params) -> {
            MessageAccumulator whole = MessageAccumulator.create();
            try (StreamResponse<RawMessageStreamEvent> events =
                    client.messages().createStreaming(params)) {
                events.stream().forEach(whole::accumulate);
            }
            return whole.message();
        });
    }

    /** Without streaming. */
    static JvmClient whole(Talk talk) {
        return new JavaSdk(talk, (client, params) -> client.messages().create(params));
    }

    @Override
    public List<String> answer(Map<String, String> headers, Consumer<String> hear) {
        MessageCreateParams.Builder request = params.toBuilder();
        headers.forEach(request::putAdditionalHeader);
        Message message = way.apply(client, request.build());
        message.content().forEach(block -> tell(block, hear));
        hear.accept("stop: " + message.stopReason().orElseThrow().asString());
        params = params.toBuilder().addMessage(message).build();
        calls = message.content().stream().flatMap(b -> b.toolUse().stream()).toList();
        return calls.stream().map(ToolUseBlock::name).toList();
    }

    private static void tell(ContentBlock block, Consumer<String> hear) {
        block.thinking()
                .ifPresent(t -> hear.accept(
                        "thinking: " + t.thinking() + (t.signature().isEmpty() ? " (not signed)" : " (signed)")));
        block.text().ifPresent(t -> hear.accept("text: " + t.text()));
        block.toolUse().ifPresent(c -> hear.accept("call: " + c.name() + " " + c._input()));
    }

    @Override
    public void say(String text) {
        params = params.toBuilder().addUserMessage(text).build();
    }

    @Override
    public void results() {
        params = params.toBuilder()
                .addUserMessageOfContentBlockParams(
                        calls.stream().map(JavaSdk::result).toList())
                .build();
    }

    private static ContentBlockParam result(ToolUseBlock call) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content("It is sunny for " + call._input())
                .build());
    }

    @Override
    public void close() {
        client.close();
    }
}
