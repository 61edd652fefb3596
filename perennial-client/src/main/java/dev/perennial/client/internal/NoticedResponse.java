package dev.perennial.client.internal;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** A response as it is, whose reading is noticed. Its body is read by one thread; it may be closed by any. */
public final class NoticedResponse implements HttpResponse {

    private final HttpResponse response;
    private final Reader reader;
    private final InputStream body;

    /** Whoever notices. */
    public interface Reader {

        /** Reads, as {@link InputStream#read(byte[], int, int)} does. */
        int read(InputStream in, byte[] target, int offset, int length) throws IOException;

        /** Closes the response, or has it closed. */
        void close(HttpResponse response);
    }

    /** A response that is read and closed by a reader. */
    public NoticedResponse(HttpResponse response, Reader reader) {
        this.response = requireNonNull(response, "response");
        this.reader = requireNonNull(reader, "reader");
        this.body = new Body(response.body());
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public Headers headers() {
        return response.headers();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        reader.close(response);
    }

    private final class Body extends InputStream {

        private final InputStream in;

        Body(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return reader.read(in, target, offset, length);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
