package dev.perennial.simulator;

import dev.perennial.http.Connection;
import dev.perennial.http.StreamingResponse;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;

/** Lets the steps of a stream happen; events with no pause between them may share a packet. */
final class StreamWriter {

    private static final int PACKET_BYTES = 8 << 10;

    private final StreamingResponse response;
    private final Connection connection;
    private final Sleeper sleeper;
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream(PACKET_BYTES);

    StreamWriter(StreamingResponse response, Connection connection, Sleeper sleeper) {
        this.response = response;
        this.connection = connection;
        this.sleeper = sleeper;
    }

    void write(Iterator<StreamStep> steps) throws InterruptedException {
        while (steps.hasNext()) {
            switch (steps.next()) {
                case StreamStep.Frame frame -> add(frame);
                case StreamStep.Pause pause -> pause(pause);
                case StreamStep.Bytes bytes -> send(bytes);
                case StreamStep.GoAway goAway -> goAway();
                case StreamStep.End end -> {
                    flush();
                    end(end.how());
                    return;
                }
            }
        }
        flush();
    }

    private void add(StreamStep.Frame frame) {
        packet.writeBytes(frame.bytes());
        if (packet.size() >= PACKET_BYTES) {
            flush();
        }
    }

    private void pause(StreamStep.Pause pause) throws InterruptedException {
        flush();
        sleeper.sleep(pause.duration());
    }

    private void send(StreamStep.Bytes bytes) {
        flush();
        response.write(bytes.bytes());
    }

    private void goAway() {
        flush();
        connection.goAway();
    }

    private void end(StreamStep.Ending how) throws InterruptedException {
        if (how == StreamStep.Ending.RESET_STREAM) {
            response.abort();
        } else {
            Endings.apply(how, connection);
        }
    }

    private void flush() {
        if (packet.size() > 0) {
            response.write(packet.toByteArray());
            packet.reset();
        }
    }
}
