package dev.perennial.client;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** A response as it is, that an observation sees being read. */
final class WatchedResponse implements HttpResponse {

    private final HttpResponse response;
    private final Observation observation;
    private final InputStream body;

    WatchedResponse(HttpResponse response, Observation observation) {
        this.response = response;
        this.observation = observation;
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
        observation.closed();
        response.close();
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
            return observation.read(in, target, offset, length);
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
