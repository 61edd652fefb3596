package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * How the requests of one message are sent: all like the caller's, but for the body.
 *
 * @param transport what lies below
 * @param template the caller's request
 * @param options the caller's options, with the timeouts for one request
 */
record Sending(Transport transport, HttpRequest template, RequestOptions options) {

    HttpResponse exchange(byte[] body) throws InterruptedException {
        HttpRequest request = template.toBuilder()
                .replaceHeaders("Accept", "text/event-stream")
                .removeHeaders(CallSettings.HEADER)
                .body(new Bytes(body))
                .build();
        return transport.exchange(request, options);
    }

    /** A request without what is meant for Perennial alone. */
    static HttpRequest passed(HttpRequest request) {
        return request.headers().values(CallSettings.HEADER).isEmpty()
                ? request
                : request.toBuilder().removeHeaders(CallSettings.HEADER).build();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(byte[] bytes) implements HttpRequestBody {

        @Override
        public void writeTo(OutputStream out) {
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
            return bytes.length;
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
