package dev.perennial.simulator;

import dev.perennial.http.Connection;
import java.util.Iterator;

/** Answers a request with what is no HTTP response. */
final class BrokenWriter {

    private final Connection connection;
    private final Sleeper sleeper;

    BrokenWriter(Connection connection, Sleeper sleeper) {
        this.connection = connection;
        this.sleeper = sleeper;
    }

    void write(Iterator<StreamStep> steps) throws InterruptedException {
        if (!connection.isHttp2()) {
            connection.takeOver();
        }
        while (steps.hasNext()) {
            switch (steps.next()) {
                case StreamStep.Frame frame -> raw(frame.bytes());
                case StreamStep.Pause pause -> sleeper.sleep(pause.duration());
                case StreamStep.Bytes bytes -> raw(bytes.bytes());
                case StreamStep.GoAway goAway -> connection.goAway();
                case StreamStep.End end -> {
                    end(end.how());
                    return;
                }
            }
        }
        connection.finish();
    }

    private void raw(byte[] bytes) {
        if (!connection.isHttp2()) {
            connection.writeRaw(bytes);
        }
    }

    private void end(StreamStep.Ending how) throws InterruptedException {
        // Without a head there is no other clean end than that of the connection.
        Endings.apply(how == StreamStep.Ending.CLEAN ? StreamStep.Ending.CLOSE : how, connection);
    }
}
