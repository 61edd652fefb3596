package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.benchmarks.gateway.ReadStream.State;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens streams, reads them all from one thread, and waits for their end. */
final class ClientRun implements AutoCloseable {

    private static final int MOST_OPENING = 64;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    /** A proxy that cannot keep up may take very long to get rid of what has piled up in it. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final Arrivals arrivals = new Arrivals();
    private final List<ReadStream> streams = new ArrayList<>();
    private final InetSocketAddress place;
    private final byte[] request;
    private final int count;
    private long lastRead = System.nanoTime();

    /**
     * A run that has not begun.
     *
     * @param port where, on this machine
     * @param headers what the request needs besides the usual, each with its line end
     * @param count of streams
     */
    ClientRun(int port, String headers, int count) throws IOException {
        this.place = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.request = request(port, headers).getBytes(US_ASCII);
        this.count = count;
    }

    private static String request(int port, String headers) {
        String body = """
                {"model":"claude-opus-5-5","max_tokens":1000000,"stream":true,\
                "messages":[{"role":"user","content":"Write until you are told to stop."}]}""";
        return "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + "anthropic-version: 2023-06-01\r\nx-api-key: none\r\nUser-Agent: load\r\nAccept: text/event-stream\r\n"
                + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Says {@code open} when all streams are, {@code window} and {@code measured} around the time that counts, and the result. */
    void run(Duration warmUp, Duration measured, PrintStream out) throws IOException {
        open();
        out.println("open");
        during(warmUp);
        out.println("window");
        arrivals.record(true);
        during(measured);
        arrivals.record(false);
        out.println("measured");
        int opened = count(State.OPEN) + count(State.WHOLE);
        untilOver();
        out.println(new ClientResult(
                        opened,
                        count(State.WHOLE),
                        arrivals.events(),
                        arrivals.misplaced(),
                        arrivals.recorded(),
                        arrivals.percentiles(50, 99, 100))
                .line());
    }

    private void open() throws IOException {
        while (!isSilent() && (streams.size() < count || count(State.OPENING) > 0)) {
            for (int room = MOST_OPENING - count(State.OPENING); room > 0 && streams.size() < count; room--) {
                streams.add(ReadStream.open(selector, place, request, arrivals));
            }
            step(Duration.ofMillis(10));
        }
    }

    private void during(Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            step(Duration.ofNanos(left));
        }
    }

    private void untilOver() throws IOException {
        lastRead = System.nanoTime();
        long until = lastRead + LONGEST_END.toNanos();
        while (!isSilent() && count(State.OPEN) > 0 && System.nanoTime() - until < 0) {
            during(Duration.ofMillis(20));
        }
    }

    private boolean isSilent() {
        return System.nanoTime() - lastRead > LONGEST_SILENCE.toNanos();
    }

    private void step(Duration atMost) throws IOException {
        selector.select(this::ready, Math.max(1, atMost.toMillis()));
    }

    private void ready(SelectionKey key) {
        ((ReadStream) key.attachment()).ready(buffer, bytes);
        lastRead = System.nanoTime();
    }

    private int count(State state) {
        int found = 0;
        for (ReadStream stream : streams) {
            found += stream.state() == state ? 1 : 0;
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        streams.forEach(ReadStream::close);
        selector.close();
    }
}
