package dev.perennial.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The upstream of the load program, a process of its own: takes any request for a message and answers with a stream that
 * goes on until it is told to stop. Does as little as possible besides.
 *
 * <p>Prints its port, then obeys the lines of its standard input: {@code clock}, {@code pace EVENTS_PER_SECOND}, {@code stop},
 * {@code written}. Ends with its input.
 */
final class LoadUpstream {

    private static final int ACCEPT_QUEUE = 4_096;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listening = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private final Pacer pacer;

    private LoadUpstream(Pacer pacer) throws IOException {
        this.pacer = pacer;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ACCEPT_QUEUE);
        listening.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (Pacer pacer = new Pacer()) {
            pacer.start();
            LoadUpstream upstream = new LoadUpstream(pacer);
            Thread.ofPlatform().name("requests").daemon().start(upstream::serve);
            System.out.println(upstream.listening.socket().getLocalPort());
            obey(pacer);
        }
    }

    private static void obey(Pacer pacer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "clock" -> System.out.println(System.nanoTime());
                case "pace" -> pacer.pace(Double.parseDouble(words[1]));
                case "stop" -> pacer.stop();
                case "written" -> System.out.println(pacer.written());
                default -> throw new IllegalArgumentException("Unknown command: " + line);
            }
        }
    }

    private void serve() {
        try {
            while (true) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read(key);
            }
        } catch (IOException gone) {
            close(key);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, new RequestReader());
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (channel.read(buffer.clear()) < 0) {
            close(key);
        } else if (((RequestReader) key.attachment()).take(buffer.flip())) {
            pacer.begin(channel);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException alreadyGone) {
            // Nobody is left to hear of it.
        }
    }
}
