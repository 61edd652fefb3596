package dev.perennial.benchmarks.reading;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.perennial.client.MessageEvent;
import dev.perennial.client.MessageStream;
import dev.perennial.client.PartialJson;
import dev.perennial.client.Perennial;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** Reads one answer of a server, as a program would that shows it while it comes and keeps it whole. */
@FunctionalInterface
interface Reader {

    /**
     * Returns how many characters came.
     *
     * @param opened is run when the server has begun to answer, where that can be told
     */
    long read(Runnable opened);

    /** What it takes to read an answer of so many characters. */
    default Cost cost(long characters) {
        return Cost.of(this, characters);
    }

    /** The official SDK's typed stream with its accumulator. */
    static Reader sdk(String url) {
        AnthropicClient client = client(url);
        return opened -> {
            MessageAccumulator accumulator = MessageAccumulator.create();
            long characters = 0;
            try (StreamResponse<RawMessageStreamEvent> stream =
                    client.messages().createStreaming(params())) {
                opened.run();
                Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
                while (events.hasNext()) {
                    RawMessageStreamEvent event = accumulator.accumulate(events.next());
                    characters += event.contentBlockDelta()
                            .flatMap(d -> d.delta().text())
                            .map(t -> t.text().length())
                            .orElse(0);
                }
            }
            return same(
                    characters,
                    accumulator.message().content().getFirst().asText().text());
        };
    }

    /** The text of a message stream, then the SDK's message. */
    static Reader text(String url, boolean unbroken) {
        return streaming(unbroken ? unbroken(url) : client(url), stream -> {
            long characters = 0;
            for (String text : stream.text()) {
                characters += text.length();
            }
            return whole(stream, characters);
        });
    }

    /** The events of a message stream, with a look at the whole message at each of them. */
    static Reader events(String url) {
        return streaming(client(url), stream -> {
            long characters = 0;
            for (MessageEvent event : stream) {
                if (event instanceof MessageEvent.TextDelta) {
                    characters = stream.snapshot().textLength();
                }
            }
            return whole(stream, characters);
        });
    }

    /** The input of a call, with a look at what is understood of it at each piece. */
    static Reader input(String url) {
        return streaming(client(url), stream -> {
            long characters = 0;
            for (MessageEvent event : stream) {
                if (event instanceof MessageEvent.InputJsonDelta delta) {
                    characters = fileText(stream, delta.index());
                }
            }
            return characters;
        });
    }

    private static Reader streaming(AnthropicClient client, ToLongFunction<MessageStream> reading) {
        return opened -> {
            try (MessageStream stream = MessageStream.open(client, params())) {
                opened.run();
                return reading.applyAsLong(stream);
            }
        };
    }

    private static long whole(MessageStream stream, long characters) {
        return same(
                characters, stream.finalMessage().content().getFirst().asText().text());
    }

    private static long fileText(MessageStream stream, int index) {
        return stream.input(index)
                .flatMap(input -> input.member("file_text"))
                .filter(PartialJson.Text.class::isInstance)
                .map(text -> ((PartialJson.Text) text).length())
                .orElse(0);
    }

    /** LangChain4j's streaming model. */
    static Reader langChain(String url) {
        AnthropicStreamingChatModel model = AnthropicStreamingChatModel.builder()
                .baseUrl(url + "/v1")
                .apiKey("none")
                .modelName("claude-opus-5-5")
                .maxTokens(64_000)
                .build();
        return new Elsewhere(opened -> {
            Told told = new Told();
            model.chat("Write.", told);
            String whole = told.whole.join().aiMessage().text();
            return same(told.characters.get(), whole);
        });
    }

    /** One that reads on threads of its own, so that the calling thread's time says nothing. */
    record Elsewhere(Reader reader) implements Reader {

        @Override
        public long read(Runnable opened) {
            return reader.read(opened);
        }

        @Override
        public Cost cost(long characters) {
            Cost cost = Cost.of(reader, characters);
            return new Cost(-1, cost.process(), cost.allocated());
        }
    }

    /** What LangChain4j tells, on threads of its own. */
    final class Told implements StreamingChatResponseHandler {

        private final AtomicLong characters = new AtomicLong();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String text) {
            characters.addAndGet(text.length());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }
    }

    private static long same(long characters, String whole) {
        if (characters != whole.length()) {
            throw new IllegalStateException(characters + " characters came, but the message has " + whole.length());
        }
        return characters;
    }

    /** The SDK's client as it is. */
    static AnthropicClient client(String url) {
        return AnthropicOkHttpClient.builder().apiKey("none").baseUrl(url).build();
    }

    private static AnthropicClient unbroken(String url) {
        return AnthropicOkHttpClient.builder()
                .apiKey("none")
                .baseUrl(url)
                .addInterceptor(Perennial.create())
                .build();
    }

    /** What every reader asks. */
    static MessageCreateParams params() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(64_000)
                .addUserMessage("Write.")
                .build();
    }
}
