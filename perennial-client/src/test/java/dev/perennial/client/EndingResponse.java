package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A response whose body ends in good order, and to which something happens just before that end is read. */
final class EndingResponse implements HttpResponse {

    private final String body;
    private Runnable beforeTheEnd = () -> {};

    EndingResponse(String body) {
        this.body = body;
    }

    void beforeTheEnd(Runnable happening) {
        beforeTheEnd = happening;
    }

    @Override
    public int statusCode() {
        return 200;
    }

    @Override
    public Headers headers() {
        return Headers.builder().build();
    }

    @Override
    public InputStream body() {
        return new SequenceInputStream(new ByteArrayInputStream(body.getBytes(UTF_8)), new InputStream() {
            @Override
            public int read() {
                beforeTheEnd.run();
                return -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        });
    }

    @Override
    public void close() {}
}
