package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of Flow, and the pressure that goes back to the server. */
final class StreamPublisherTest {

    private final AtomicInteger given = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private StreamPublisher<Integer> numbers(int count) {
        return new StreamPublisher<>(() -> next(count), () -> false, closed::countDown);
    }

    private @Nullable Integer next(int count) {
        int next = given.incrementAndGet();
        return next > count ? null : next;
    }

    @Test
    void publish_askedForAll_givesAll_andEnds() throws Exception {
        Listener<Integer> listener = new Listener<>(Long.MAX_VALUE);
        numbers(100).subscribe(listener);

        assertThat(listener.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
        assertThat(listener.items).hasSize(100);
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void publish_askedForTwo_readsNoMore() throws Exception {
        Listener<Integer> listener = new Listener<>(2);
        numbers(100).subscribe(listener);
        assertThat(listener.items.take()).isEqualTo(1);
        assertThat(listener.items.take()).isEqualTo(2);

        assertThat(given).hasValue(2);
        listener.subscription().request(1);
        assertThat(listener.items.take()).isEqualTo(3);
        assertThat(given).hasValue(3);
        listener.subscription().cancel();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(listener.end).isNotDone();
    }

    @Test
    void publish_sourceThatHasAnError_saysSo() throws Exception {
        Listener<Integer> listener = new Listener<>(1);
        new StreamPublisher<Integer>(
                        () -> {
                            throw new StackOverflowError("deep");
                        },
                        () -> false,
                        closed::countDown)
                .subscribe(listener);

        assertThat(listener.end.get(30, TimeUnit.SECONDS)).isEqualTo("StackOverflowError");
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void request_ofNothing_isAnError() throws Exception {
        Listener<Integer> listener = new Listener<>(0);
        numbers(100).subscribe(listener);

        assertThat(listener.end.get(30, TimeUnit.SECONDS)).isEqualTo("IllegalArgumentException");
        assertThat(given).hasValue(0);
    }

    @Test
    void subscribe_again_isRefused() throws Exception {
        StreamPublisher<Integer> publisher = numbers(1);
        Listener<Integer> first = new Listener<>(Long.MAX_VALUE);
        Listener<Integer> second = new Listener<>(Long.MAX_VALUE);
        publisher.subscribe(first);
        publisher.subscribe(second);

        assertThat(second.end.get(30, TimeUnit.SECONDS)).isEqualTo("IllegalStateException");
        assertThat(first.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
    }

    @Test
    void publisher_ofAStream_givesItsEvents() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server);
                MessageStream events = client.stream();
                MessageStream texts = client.stream()) {
            Listener<MessageEvent> event = new Listener<>(Long.MAX_VALUE);
            Listener<String> text = new Listener<>(Long.MAX_VALUE);
            events.publisher().subscribe(event);
            texts.textPublisher().subscribe(text);

            assertThat(event.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(event.items).hasSize(8);
            assertThat(text.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(text.items).containsExactly("Hello", ", world");
        }
    }

    @Test
    void publisher_askedForExactlyWhatThereIs_ends() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server);
                MessageStream events = client.stream();
                MessageStream texts = client.stream()) {
            Listener<MessageEvent> event = new Listener<>(8);
            events.publisher().subscribe(event);
            assertThat(event.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(event.items).hasSize(8);

            Listener<String> text = new Listener<>(2);
            texts.textPublisher().subscribe(text);
            assertThat(text.items.take()).isEqualTo("Hello");
            assertThat(text.items.take()).isEqualTo(", world");
            text.subscription().request(1);
            assertThat(text.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
        }
    }

    @Test
    void publisher_ofAStreamThatBreaks_saysSo() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.BEGUN);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            Listener<String> text = new Listener<>(Long.MAX_VALUE);
            stream.textPublisher().subscribe(text);

            assertThat(text.end.get(30, TimeUnit.SECONDS)).isEqualTo("StreamCutException");
            assertThat(new ArrayList<>(text.items)).isEqualTo(List.of("Once upon"));
        }
    }

    /** Asks for so many at the start, and keeps what it is told. */
    private static final class Listener<T> implements Flow.Subscriber<T> {

        private final long wanted;
        private final LinkedBlockingQueue<T> items = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        Listener(long wanted) {
            this.wanted = wanted;
        }

        Flow.Subscription subscription() {
            return subscription.join();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription.complete(begun);
            begun.request(wanted);
        }

        @Override
        public void onNext(T item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }
}
