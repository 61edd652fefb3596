package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.Interceptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Streams without sockets: each attempt gets the next one. To be added after Perennial. */
final class FakeStreams {

    private final Queue<InputStream> bodies = new ArrayDeque<>();

    /** A stream that breaks after this. */
    FakeStreams broken(String events) {
        return next(bytes(events), new Break());
    }

    /** A stream in three parts, each read by itself; something is waited for after the first. */
    FakeStreams paused(String first, Runnable pause, String second, String third) {
        return next(
                new SequenceInputStream(bytes(first), new Pause(pause)),
                new SequenceInputStream(bytes(second), bytes(third)));
    }

    private FakeStreams next(InputStream first, InputStream second) {
        bodies.add(new SequenceInputStream(first, second));
        return this;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    Interceptor interceptor() {
        return Interceptor.syncOnly((next, request, options) -> new Response(bodies.remove()));
    }

    private static final class Break extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken by a test");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }

    private static final class Pause extends InputStream {

        private final Runnable pause;

        Pause(Runnable pause) {
            this.pause = pause;
        }

        @Override
        public int read() {
            pause.run();
            return -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return read();
        }
    }

    private record Response(InputStream body) implements HttpResponse {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.builder()
                    .put("content-type", List.of("text/event-stream"))
                    .build();
        }

        @Override
        public void close() {}
    }
}
