package dev.perennial.client;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The ways in which the SDK can be asked for a message. */
enum Way {
    STREAM {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) {
            MessageAccumulator whole = MessageAccumulator.create();
            try (StreamResponse<RawMessageStreamEvent> events =
                    client.sync().messages().createStreaming(params)) {
                events.stream().forEach(whole::accumulate);
            }
            return Said.of(whole.message());
        }
    },
    STREAM_ASYNC {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) throws Exception {
            MessageAccumulator whole = MessageAccumulator.create();
            await(client.async()
                    .messages()
                    .createStreaming(params)
                    .subscribe(whole::accumulate)
                    .onCompleteFuture());
            return Said.of(whole.message());
        }
    },
    STREAM_BETA {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) {
            StringBuilder text = new StringBuilder();
            StringBuilder reason = new StringBuilder();
            try (StreamResponse<BetaRawMessageStreamEvent> events =
                    client.sync().beta().messages().createStreaming(beta(params))) {
                events.stream().forEach(event -> {
                    event.contentBlockDelta().flatMap(d -> d.delta().text()).ifPresent(t -> text.append(t.text()));
                    event.messageDelta()
                            .flatMap(d -> d.delta().stopReason())
                            .ifPresent(r -> reason.append(r.asString()));
                });
            }
            return new Said(text.toString(), reason.toString());
        }
    },
    STREAM_RAW {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) {
            MessageAccumulator whole = MessageAccumulator.create();
            try (StreamResponse<RawMessageStreamEvent> events = client.sync()
                    .messages()
                    .withRawResponse()
                    .createStreaming(params)
                    .parse()) {
                events.stream().forEach(whole::accumulate);
            }
            return Said.of(whole.message());
        }
    },
    CREATE {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) {
            return Said.of(client.sync().messages().create(params));
        }
    },
    CREATE_ASYNC {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) throws Exception {
            return Said.of(await(client.async().messages().create(params)));
        }
    },
    CREATE_BETA {
        @Override
        Said ask(UnbrokenClient client, MessageCreateParams params) {
            BetaMessage message = client.sync().beta().messages().create(beta(params));
            StringBuilder text = new StringBuilder();
            message.content().forEach(b -> b.text().ifPresent(t -> text.append(t.text())));
            return new Said(text.toString(), message.stopReason().orElseThrow().asString());
        }
    };

    /** What the caller has in the end. */
    record Said(String text, String stopReason) {

        private static Said of(Message message) {
            StringBuilder text = new StringBuilder();
            message.content().forEach(b -> b.text().ifPresent(t -> text.append(t.text())));
            return new Said(text.toString(), message.stopReason().orElseThrow().asString());
        }
    }

    /** Asks, and reads to the end. */
    abstract Said ask(UnbrokenClient client, MessageCreateParams params) throws Exception;

    boolean isStreaming() {
        return name().startsWith("STREAM");
    }

    private static <T> T await(java.util.concurrent.CompletableFuture<T> future) throws Exception {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        } catch (TimeoutException e) {
            throw new AssertionError("the call has not ended after a minute", e);
        }
    }

    private static com.anthropic.models.beta.messages.MessageCreateParams beta(MessageCreateParams params) {
        return com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model(params.model().asString())
                .maxTokens(params.maxTokens())
                .addUserMessage(params.messages().getFirst().content().asString())
                .additionalHeaders(params._additionalHeaders())
                .build();
    }
}
