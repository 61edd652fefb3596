package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;

/** Compresses a stream as it passes; each step can be read as soon as it came. */
final class Zipped implements Iterator<StreamStep> {

    private final Iterator<StreamStep> source;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private final Deque<StreamStep> ready = new ArrayDeque<>();
    private boolean over;

    Zipped(Iterator<StreamStep> source) {
        this.source = source;
        try {
            this.gzip = new GZIPOutputStream(bytes, true);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            advance();
        }
        return !ready.isEmpty();
    }

    @Override
    public StreamStep next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void advance() {
        try {
            if (source.hasNext()) {
                take(source.next());
            } else {
                finish();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void take(StreamStep step) throws IOException {
        byte[] plain = Steps.encode(step);
        if (plain.length > 0) {
            gzip.write(plain);
            gzip.flush();
            release();
            return;
        }
        if (step instanceof StreamStep.End end) {
            end(end.how());
        }
        ready.add(step);
    }

    /** What ends the body properly ends its compression, too; what breaks it off does not. */
    private void end(Ending how) throws IOException {
        if (how == Ending.CLEAN) {
            finish();
        }
        over = true;
    }

    private void finish() throws IOException {
        over = true;
        gzip.finish();
        release();
    }

    private void release() {
        if (bytes.size() > 0) {
            ready.add(new StreamStep.Bytes(bytes.toByteArray()));
            bytes.reset();
        }
    }
}
