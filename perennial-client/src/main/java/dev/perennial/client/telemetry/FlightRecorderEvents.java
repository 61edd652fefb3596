package dev.perennial.client.telemetry;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.FlightRecorder;

/**
 * Writes what happens to messages into recordings of Java Flight Recorder: {@code dev.perennial.Message}, {@code Attempt}, {@code
 * Stall}, {@code Resume}, {@code Seam} and {@code Wait}.
 *
 * <p>Every interceptor and gateway has one, wherever the JVM has the recorder; nobody has to ask for it. While nothing is recorded
 * an event costs a look at a flag. Nothing is kept then but what a message in a recording needs.
 *
 * <p>Safe for use by several threads.
 */
public final class FlightRecorderEvents implements PerennialListener {

    private final Map<String, RecordedMessage> open = new ConcurrentHashMap<>();

    private FlightRecorderEvents() {}

    /** The recorder of this JVM; a listener that does nothing where it has none (module {@code jdk.jfr}). */
    public static PerennialListener listener() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new FlightRecorderEvents() : NONE;
    }

    @Override
    public void on(PerennialEvent event) {
        if (event instanceof PerennialEvent.Begin begin) {
            begin(begin);
        }
        RecordedMessage message =
                event instanceof PerennialEvent.End ? open.remove(event.message()) : open.get(event.message());
        if (message != null) {
            message.on(event);
        }
    }

    /** Where nothing was ever recorded its events are not touched: the first costs a tenth of a second, to read all that Java has. */
    private void begin(PerennialEvent.Begin begin) {
        if (FlightRecorder.isInitialized() && RecordedMessage.isWanted()) {
            open.put(begin.message(), new RecordedMessage(begin));
        }
    }
}
