package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who closes a stream gets rid of it, whatever it is doing. */
@SuppressWarnings("try") // closing early is what is tested
class MessageStreamCloseTest {

    private static final String BEGUN =
            Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}") + Wire.text(0, "Once");

    /** Begins a message and then waits for the client to go. */
    private static ScriptedServer silentServer() {
        return ScriptedServer.http(e -> {
            e.startStream();
            e.chunk(BEGUN);
            e.awaitClientGone();
        });
    }

    @Test
    void close_early_freesTheSocket() throws Exception {
        try (ScriptedServer server = silentServer();
                OpenClient client = OpenClient.to(server)) {
            MessageStream stream = client.stream();
            stream.text().iterator().next();
            stream.close();
            stream.close();

            awaitGone(server);
            assertThatThrownBy(stream::finalMessage)
                    .isInstanceOfSatisfying(
                            StreamClosedException.class,
                            e -> assertThat(e.retryable()).isFalse());
        }
    }

    @Test
    void close_nothingRead_freesTheSocket() throws Exception {
        try (ScriptedServer server = silentServer();
                OpenClient client = OpenClient.to(server)) {
            client.stream().close();

            awaitGone(server);
        }
    }

    @Test
    void close_whileAnotherThreadWaits_wakesItWithATypedError() throws Exception {
        try (ScriptedServer server = silentServer();
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Iterator<MessageEvent> events = stream.iterator();
            Gate reading = new Gate();
            Future<?> reader = threads.submit(() -> events.forEachRemaining(event -> reading.open()));
            reading.await();
            stream.close();

            assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            StreamClosedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Once"));
            awaitGone(server);
        }
    }

    @Test
    void close_bodyThatThenEndsInGoodOrder_isClosedAndNotCut() {
        EndingResponse response = new EndingResponse(BEGUN);
        try (MessageStream stream = new MessageStream(response)) {
            response.beforeTheEnd(stream::close);

            assertThatThrownBy(stream::finalMessage)
                    .isInstanceOfSatisfying(
                            StreamClosedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Once"));
        }
    }

    @Test
    void close_emptyBodyOfAnotherType_isClosedAndNotMalformed() {
        EndingResponse response = new EndingResponse("");
        try (MessageStream stream = new MessageStream(response)) {
            response.beforeTheEnd(stream::close);

            assertThatThrownBy(stream::finalMessage).isInstanceOf(StreamClosedException.class);
        }
    }

    @Test
    void close_byManyThreadsAtOnce_endsOnce() throws Exception {
        try (ScriptedServer server = silentServer();
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = threads.submit(stream::finalMessage);
            List<Callable<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                closers.add(() -> {
                    stream.close();
                    return true;
                });
            }

            assertThat(threads.invokeAll(closers)).allMatch(Future::isDone).allMatch(f -> f.resultNow());
            assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(StreamClosedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interrupt_ofTheReadingThread_endsTheReadingWithATypedError(boolean virtual) throws Exception {
        try (ScriptedServer server = silentServer();
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            Gate reading = new Gate();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
            Thread reader = kind.start(() -> {
                try {
                    stream.forEachText(text -> reading.open());
                } catch (MessageStreamException e) {
                    failure.complete(e);
                }
            });
            reading.await();
            reader.interrupt();

            assertThat(failure.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            StreamClosedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Once"));
            awaitGone(server);
        }
    }

    @Test
    void close_afterTheEnd_changesNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            MessageStream stream = client.stream();
            stream.finalText();
            stream.close();

            assertThat(stream.finalText()).isEqualTo("Hello, world");
        }
    }

    @Test
    void open_aThousandAtOnce_allComeWhole() throws Exception {
        int streams = 1_000;
        Gate allOpen = new Gate();
        java.util.concurrent.atomic.AtomicInteger open = new java.util.concurrent.atomic.AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    if (open.incrementAndGet() == streams) {
                        allOpen.open();
                    }
                    allOpen.await();
                    e.chunk(Wire.text(0, " upon") + Wire.blockStop(0) + Wire.END_TURN + Wire.STOP);
                    e.endStream();
                });
                OpenClient client = OpenClient.to(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> reading = () -> {
                try (MessageStream stream = client.stream()) {
                    return stream.finalText();
                }
            };
            List<Callable<String>> readings = java.util.Collections.nCopies(streams, reading);

            assertThat(threads.invokeAll(readings))
                    .extracting(Future::resultNow)
                    .containsOnly("Once upon");
        }
    }

    private static void awaitGone(ScriptedServer server) throws InterruptedException {
        assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                .as("the server saw the client go")
                .isTrue();
    }
}
