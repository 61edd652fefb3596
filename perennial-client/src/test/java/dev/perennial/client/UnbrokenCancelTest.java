package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.stream.recovery.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wants no more is free at once, and so is the socket. */
final class UnbrokenCancelTest {

    @Test
    @SuppressWarnings("try") // the closing is what the test is about
    void close_fromAnotherThread_freesTheSocketAndTheReader() throws Exception {
        Gate begun = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> stream =
                        client.sync().messages().createStreaming(OpenClient.hello())) {
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> stream.stream().forEach(e -> begun.open()));
            begun.await();

            stream.close();

            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(reader.get(30, TimeUnit.SECONDS)).isNull();
            assertThat(client.events(PerennialEvent.End.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome().code()).isEqualTo("cancelled"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE"})
    void interrupt_beforeAnyAnswer_freesTheCaller(Way way) throws Exception {
        Gate asked = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    asked.open();
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    way.ask(client, OpenClient.hello());
                } catch (Exception e) {
                    thrown.complete(e);
                }
            });
            asked.await();

            caller.interrupt();

            assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(AnthropicException.class);
            assertThat(client.perennial().outcome(thrown.get())).containsInstanceOf(Outcome.Cancelled.class);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Nothing that the SDK's own loop would send again, or that would come out of its sleep between two retries. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interrupt_inTheMiddleOfAnAnswer_freesTheCallerOfCreate(boolean inTheFirstAttempt) throws Exception {
        Gate begun = new Gate();
        AtomicInteger attempts = new AtomicInteger(inTheFirstAttempt ? 1 : 0);
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.START);
                    if (attempts.getAndIncrement() == 0) {
                        e.reset();
                        return;
                    }
                    begun.open();
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.sync().messages().create(OpenClient.hello());
                } catch (Throwable e) {
                    thrown.complete(e);
                }
            });
            begun.await();

            caller.interrupt();

            assertThat(thrown.get(30, TimeUnit.SECONDS)).isExactlyInstanceOf(AnthropicException.class);
            assertThat(client.perennial()
                            .outcome(thrown.get())
                            .orElseThrow()
                            .report()
                            .attempts())
                    .hasSize(inTheFirstAttempt ? 1 : 2);
            assertThat(server.exchanges().getLast().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Also a platform thread, which a socket of Java's does not wake by itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interrupt_ofAReaderInTheMiddleOfAnAnswer_freesItAndTheSocket(boolean virtual) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client =
                        UnbrokenClient.to(server.url(), settings -> settings.stallTimeout(Duration.ofHours(1)))) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Gate begun = new Gate();
            Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
            Thread reader = kind.start(() -> {
                try (StreamResponse<RawMessageStreamEvent> stream =
                        client.sync().messages().createStreaming(OpenClient.hello())) {
                    stream.stream().forEach(e -> begun.open());
                } catch (Throwable e) {
                    thrown.complete(e);
                }
            });
            begun.await();

            reader.interrupt();

            Outcome outcome =
                    client.perennial().outcome(thrown.get(30, TimeUnit.SECONDS)).orElseThrow();
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void interrupt_ofAReaderThatWaitsForTheNextAttempt_hasTheOutcome() throws Exception {
        Gate again = new Gate();
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    if (attempts.getAndIncrement() == 0) {
                        e.chunk(Wire.BEGUN);
                        e.reset();
                        return;
                    }
                    again.open();
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    client.read(new ArrayList<>());
                } catch (Throwable e) {
                    thrown.complete(e);
                }
            });
            again.await();

            reader.interrupt();

            Outcome outcome =
                    client.perennial().outcome(thrown.get(30, TimeUnit.SECONDS)).orElseThrow();
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(outcome.report().message().blocks().getFirst().json()).contains("Once upon");
        }
    }
}
