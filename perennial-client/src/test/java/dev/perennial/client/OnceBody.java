package dev.perennial.client;

import com.anthropic.core.http.HttpRequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body as a program may make one of a stream: it can be written once only, and knows no length. */
final class OnceBody implements HttpRequestBody {

    private final byte[] bytes;
    private final AtomicBoolean written = new AtomicBoolean();

    OnceBody(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out) {
        if (written.getAndSet(true)) {
            throw new IllegalStateException("written twice");
        }
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void close() {}
}
