package dev.perennial.stream.recovery;

import dev.perennial.stream.SseFrame;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.internal.JsonSpan;
import java.util.List;
import java.util.Optional;

/** Takes what the reader of an attempt finds to where it belongs: to the clocks, the counts, and the consumer. */
final class Incoming implements AttemptReader.Listener {

    /** Whose attempt it is. */
    interface Host {

        /** The latest reading of the driver's clock. */
        long now();

        /** The attempt's message has begun. */
        void answered();

        /** The first content of the message is here. */
        void firstContent();

        /** The attempt is of no more use. */
        void broken(Cause cause);

        /** The message's last event is out. */
        void stopped();
    }

    private final Host host;
    private final Watch watch;
    private final Usage usage;
    private final Outgoing outgoing;
    private final ContainerInUse container;
    private final String mark;

    private boolean hasContent;
    private String messageId = "";
    private String model = "";
    private String stopReason = "";

    /** The mark is the stop sequence by which a model that was asked says that there is no more. */
    Incoming(Host host, Watch watch, Usage usage, Outgoing outgoing, ContainerInUse container, String mark) {
        this.host = host;
        this.watch = watch;
        this.usage = usage;
        this.outgoing = outgoing;
        this.container = container;
        this.mark = mark;
    }

    @Override
    public void aside(SseFrame raw, MessageFrame frame, boolean progress) {
        if (progress) {
            watch.progress(host.now());
        } else if (raw.isEvent()) {
            watch.ping(host.now());
        }
        outgoing.aside(raw, progress);
    }

    @Override
    public void started(SseFrame raw, MessageFrame frame) {
        usage.started(frame);
        host.answered();
        usage.uncachedInput().ifPresent(watch::input);
        container.told(frame.member("message"));
        if (!outgoing.hasStarted()) {
            frame.member("message").ifPresent(this::identify);
        }
        outgoing.started(raw, frame);
    }

    private void identify(JsonSpan message) {
        messageId = message.text("id");
        model = message.text("model");
    }

    @Override
    public void blockStarted(SseFrame raw, MessageFrame frame, Block block) {
        watch.enter(block.kind().phase(), host.now());
        usage.blockStarted(block);
        outgoing.blockStarted(raw, frame, block).ifPresent(host::broken);
    }

    @Override
    public void delta(SseFrame raw, MessageFrame frame, Block block) {
        int length = frame.delta().hasText() ? frame.textEnd() - frame.textStart() : 1;
        usage.wrote(length);
        if (length > 0) {
            content();
        }
        outgoing.delta(raw, frame, block).ifPresent(host::broken);
    }

    private void content() {
        watch.progress(host.now());
        if (!hasContent) {
            hasContent = true;
            host.firstContent();
        }
    }

    @Override
    public void deltas(byte[] bytes, int from, int to, int textLength) {
        usage.wrote(textLength);
        if (textLength > 0) {
            content();
        }
        outgoing.deltas(bytes, from, to);
    }

    @Override
    public void blockFinished(SseFrame raw, MessageFrame frame, Block block) {
        if (!block.kind().equals(BlockKind.TEXT)) {
            content(); // some blocks come without a delta
        }
        watch.enter(block.kind() == BlockKind.SERVER_CALL ? Phase.SERVER_TOOL : Phase.BETWEEN_BLOCKS, host.now());
        outgoing.blockFinished(raw, frame, block).ifPresent(host::broken);
    }

    @Override
    public void messageDelta(SseFrame raw, MessageFrame frame, Optional<String> reason) {
        usage.told(frame);
        container.told(frame.member("delta"));
        Optional<String> atMark =
                frame.member("delta").map(d -> d.text("stop_sequence")).filter(s -> s.equals(mark));
        Optional<Cause> failed = outgoing.messageDelta(raw, frame, usage, reason, atMark);
        if (failed.isPresent()) {
            host.broken(failed.get());
        } else if (reason.isPresent()) {
            stopReason = atMark.isPresent() ? outgoing.reasonAtMark() : reason.get();
            watch.enter(Phase.ENDING, host.now());
        }
    }

    @Override
    public void messageStopped(SseFrame raw, MessageFrame frame) {
        outgoing.messageStopped(raw, frame);
        host.stopped();
    }

    @Override
    public void broken(Cause cause) {
        host.broken(cause);
    }

    /** What there is of the message that the consumer was told, with these blocks. */
    Progress progress(List<BlockProgress> blocks) {
        Optional<String> reason = Optional.of(stopReason).filter(r -> !r.isEmpty());
        return new Progress(messageId, model, blocks, reason, usage.ofMessage());
    }

    /** The message ends for a reason that no attempt came to tell. */
    void closedHere(String reason) {
        stopReason = reason;
    }

    /** Why the message ends; empty while that is not known. */
    String stopReason() {
        return stopReason;
    }
}
