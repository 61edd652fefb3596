package dev.perennial.benchmarks;

import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.RecoverySettings;
import dev.perennial.stream.recovery.ResponseHead;
import java.util.Map;

/** Takes one stream through the core, and counts what comes out. Not thread-safe. */
final class CoreRun extends Unmoved {

    private static final Capabilities MODEL = Catalogue.builtIn().get("claude-opus-5-5");

    private long delivered;

    /** How many bytes come out of a stream that comes in pieces with these ends. */
    static long of(byte[] stream, int[] ends) {
        CoreRun run = new CoreRun();
        Recovery recovery = Recovery.of(SampleStream.REQUEST, MODEL, RecoverySettings.DEFAULT, 1);
        recovery.start(0, run);
        recovery.on(0, new Input.Head(1, new ResponseHead(200, Map.of("content-type", "text/event-stream"))), run);
        int from = 0;
        for (int end : ends) {
            recovery.bytes(end, 1, stream, from, end - from, run);
            from = end;
        }
        return run.delivered;
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {
        delivered += length;
    }
}
