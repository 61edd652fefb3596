package dev.perennial.client.exchange;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** A response as it is, whose reading is noticed. */
final class ToldResponse implements HttpResponse {

    private final HttpResponse response;
    private final OpenExchange.Answered exchange;
    private final InputStream body;
    private volatile boolean closing;

    ToldResponse(HttpResponse response, OpenExchange.Answered exchange) {
        this.response = response;
        this.exchange = exchange;
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
        closing = true;
        try {
            response.close();
        } finally {
            exchange.over(ExchangeEnd.How.CLOSED);
        }
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
            int count = tryRead(target, offset, length);
            if (count < 0) {
                exchange.over(ExchangeEnd.How.WHOLE);
            } else {
                exchange.read(target, offset, count);
            }
            return count;
        }

        private int tryRead(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException | RuntimeException e) {
                exchange.over(closing ? ExchangeEnd.How.CLOSED : ExchangeEnd.How.FAILED);
                throw e;
            }
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
