package dev.perennial.benchmarks.clocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.benchmarks.Unmoved;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.RecoverySettings;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.util.Map;
import java.util.OptionalLong;

/** One stream through the core in virtual time, delta by delta; given up the first time that it is cut off. */
final class TimedStream extends Unmoved {

    private static final Capabilities MODEL = Catalogue.builtIn().get("claude-opus-5-5");
    private static final byte[] REQUEST =
            "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}"
                    .getBytes(UTF_8);
    private static final ResponseHead HEAD = new ResponseHead(200, Map.of("content-type", "text/event-stream"));
    private static final byte[] BEGINNING = (event(
                            "message_start",
                            "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-opus-5-5\","
                                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}")
                    + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"))
            .getBytes(UTF_8);
    private static final byte[] DELTA = event(
                    "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}")
            .getBytes(UTF_8);
    private static final byte[] END = (event("content_block_stop", "\"index\":0")
                    + event(
                            "message_delta",
                            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}")
                    + event("message_stop", ""))
            .getBytes(UTF_8);

    private final VirtualClock clock;
    private final Recovery recovery;
    private boolean cutOff;

    private TimedStream(VirtualClock clock, RecoverySettings settings) {
        this.clock = clock;
        this.recovery = Recovery.of(REQUEST, MODEL, settings, 1);
    }

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}\n\n";
    }

    /** Whether a healthy stream is left alone. */
    static boolean isLeftAlone(VirtualClock clock, RecoverySettings settings, GapSource gaps, int deltas) {
        TimedStream stream = new TimedStream(clock, settings);
        stream.begin(gaps);
        for (int i = 0; i < deltas && !stream.cutOff; i++) {
            stream.arrives(gaps.next(), DELTA);
        }
        stream.arrives(gaps.next(), END);
        return !stream.cutOff;
    }

    /** How long it takes until a stream that dies after so many deltas is given up; empty if that happened too early. */
    static OptionalLong detection(VirtualClock clock, RecoverySettings settings, GapSource gaps, int deltas) {
        TimedStream stream = new TimedStream(clock, settings);
        stream.begin(gaps);
        for (int i = 0; i < deltas && !stream.cutOff; i++) {
            stream.arrives(gaps.next(), DELTA);
        }
        if (stream.cutOff) {
            return OptionalLong.empty();
        }
        long died = clock.now();
        while (!stream.cutOff) {
            stream.waitUntil(stream.recovery.wakeAt());
        }
        return OptionalLong.of(clock.now() - died);
    }

    private void begin(GapSource gaps) {
        recovery.start(clock.now(), this);
        recovery.on(clock.now(), new Input.Sent(1), this);
        clock.pass(gaps.next());
        recovery.on(clock.now(), new Input.Head(1, HEAD), this);
        arrives(gaps.next(), BEGINNING);
    }

    private void arrives(long after, byte[] bytes) {
        long at = clock.now() + after;
        while (!cutOff && recovery.wakeAt() <= at) {
            waitUntil(recovery.wakeAt());
        }
        if (!cutOff) {
            clock.set(at);
            recovery.bytes(at, 1, bytes, 0, bytes.length, this);
        }
    }

    private void waitUntil(long time) {
        clock.set(time);
        recovery.on(time, new Input.Tick(), this);
    }

    @Override
    public void observe(StreamEvent event) {
        cutOff |= event instanceof StreamEvent.Decided;
    }
}
