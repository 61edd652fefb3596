package dev.perennial.simulator;

import dev.perennial.http.StreamingResponse;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;

/** Lets the steps of a stream happen; events with no pause between them may share a packet. */
final class StreamWriter {

    private static final int PACKET_BYTES = 8 << 10;

    private final StreamingResponse response;
    private final Sleeper sleeper;
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream(PACKET_BYTES);

    StreamWriter(StreamingResponse response, Sleeper sleeper) {
        this.response = response;
        this.sleeper = sleeper;
    }

    void write(Iterator<StreamStep> steps) throws InterruptedException {
        while (steps.hasNext()) {
            switch (steps.next()) {
                case StreamStep.Frame frame -> add(frame);
                case StreamStep.Pause pause -> pause(pause);
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

    private void flush() {
        if (packet.size() > 0) {
            response.write(packet.toByteArray());
            packet.reset();
        }
    }
}
