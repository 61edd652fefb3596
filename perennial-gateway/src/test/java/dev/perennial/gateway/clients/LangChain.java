package dev.perennial.gateway.clients;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** LangChain4j's module for Anthropic, which speaks to the API without the official SDK. */
final class LangChain implements JvmClient {

    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name(TOOL)
            .description("Tells the weather of a city.")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .addStringProperty("why")
                    .required("city", "why")
                    .build())
            .build();

    /** How it is asked. */
    private interface Way {

        ChatResponse ask(ChatRequest request, Map<String, String> headers) throws Exception;
    }

    private final Way way;
    private final Scenario scenario;
    private final List<ChatMessage> history = new ArrayList<>();

    private LangChain(Talk talk, Way way) {
        this.way = way;
        this.scenario = talk.scenario();
    }

    /** By its handler of events. */
    static JvmClient streaming(Talk talk) {
        return new LangChain(talk, (request, headers) -> {
            CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
            AnthropicStreamingChatModel.builder()
                    .baseUrl(talk.url() + "/v1")
                    .apiKey("any")
                    .modelName(MODEL)
                    .maxTokens(MAX_TOKENS)
                    .thinkingType("adaptive")
                    .thinkingDisplay("summarized")
                    .returnThinking(true)
                    .customHeaders(headers)
                    .timeout(Duration.ofSeconds(60))
                    .build()
                    .chat(request, completing(whole));
            return await(whole);
        });
    }

    /** Without streaming. */
    static JvmClient whole(Talk talk) {
        return new LangChain(
                talk,
                (request, headers) -> AnthropicChatModel.builder()
                        .baseUrl(talk.url() + "/v1")
                        .apiKey("any")
                        .modelName(MODEL)
                        .maxTokens(MAX_TOKENS)
                        .maxRetries(0)
                        .thinkingType("adaptive")
                        .thinkingDisplay("summarized")
                        .returnThinking(true)
                        .customHeaders(headers)
                        .timeout(Duration.ofSeconds(60))
                        .build()
                        .chat(request));
    }

    private static StreamingChatResponseHandler completing(CompletableFuture<ChatResponse> whole) {
        return new StreamingChatResponseHandler() {

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        };
    }

    private static ChatResponse await(CompletableFuture<ChatResponse> whole) throws Exception {
        try {
            return whole.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    @Override
    public List<String> answer(Map<String, String> headers, Consumer<String> hear) throws Exception {
        ChatRequest.Builder request = ChatRequest.builder().messages(history);
        switch (scenario) {
            case TEXT -> {}
            case TOOLS -> request.toolSpecifications(WEATHER);
        }
        ChatResponse response = way.ask(request.build(), headers);
        tell(response, hear);
        history.add(response.aiMessage());
        return response.aiMessage().toolExecutionRequests().stream()
                .map(ToolExecutionRequest::name)
                .toList();
    }

    private static void tell(ChatResponse response, Consumer<String> hear) {
        AiMessage message = response.aiMessage();
        hear.accept(
                "thinking: " + message.thinking() + " " + message.attributes().keySet());
        hear.accept("text: " + message.text());
        message.toolExecutionRequests().forEach(c -> hear.accept("call: " + c.name() + " " + c.arguments()));
        hear.accept("stop: " + response.finishReason());
    }

    @Override
    public void say(String text) {
        history.add(UserMessage.from(text));
    }

    @Override
    public void results() {
        if (history.getLast() instanceof AiMessage message) {
            message.toolExecutionRequests()
                    .forEach(c -> history.add(ToolExecutionResultMessage.from(c, "It is sunny for " + c.arguments())));
        }
    }

    @Override
    public void close() {}
}
