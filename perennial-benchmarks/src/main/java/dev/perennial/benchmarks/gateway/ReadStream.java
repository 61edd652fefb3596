package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of the client, on which it asks for one message. Used by one thread. */
final class ReadStream {

    /** How a stream stands. */
    enum State {
        OPENING,
        OPEN,
        WHOLE,
        FAILED
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private final ResponseReader response;
    private State state = State.OPENING;

    private ReadStream(SocketChannel channel, Selector selector, byte[] request, Arrivals arrivals) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        this.request = ByteBuffer.wrap(request);
        this.response = new ResponseReader(new StampReader(arrivals));
    }

    static ReadStream open(Selector selector, InetSocketAddress place, byte[] request, Arrivals arrivals)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ReadStream stream = new ReadStream(channel, selector, request, arrivals);
        if (channel.connect(place)) {
            stream.key.interestOps(SelectionKey.OP_WRITE);
        }
        return stream;
    }

    State state() {
        return state;
    }

    /** Does what the socket is ready for; the array is for use in between. */
    void ready(ByteBuffer buffer, byte[] bytes) {
        try {
            if (key.isReadable()) {
                read(buffer, bytes);
            } else if (!key.isConnectable() || channel.finishConnect()) {
                send();
            }
        } catch (IOException broken) {
            end(State.FAILED);
        }
    }

    private void send() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(ByteBuffer buffer, byte[] bytes) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            end(response.isWhole() ? State.WHOLE : State.FAILED);
            return;
        }
        buffer.flip().get(bytes, 0, count);
        response.read(bytes, count, System.nanoTime());
        if (response.status() == 200 && state == State.OPENING) {
            state = State.OPEN;
        }
        if (response.isOver() || (response.status() != 200 && response.status() != 0)) {
            end(response.isWhole() ? State.WHOLE : State.FAILED);
        }
    }

    private void end(State last) {
        state = last;
        close();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nobody is left to hear of it.
        }
    }
}
