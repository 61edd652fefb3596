package dev.perennial.client.exchange;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.internal.NoticedResponse;
import java.io.IOException;
import java.io.InputStream;

/** Tells an exchange how its response is read, and how that ends. */
final class ToldReading implements NoticedResponse.Reader {

    private final OpenExchange.Answered exchange;
    private volatile boolean closing;

    ToldReading(OpenExchange.Answered exchange) {
        this.exchange = exchange;
    }

    @Override
    public int read(InputStream in, byte[] target, int offset, int length) throws IOException {
        int count = tryRead(in, target, offset, length);
        if (count < 0) {
            exchange.over(ExchangeEnd.How.WHOLE);
        } else {
            exchange.read(target, offset, count);
        }
        return count;
    }

    private int tryRead(InputStream in, byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            exchange.over(closing ? ExchangeEnd.How.CLOSED : ExchangeEnd.How.FAILED);
            throw e;
        }
    }

    @Override
    public void close(HttpResponse response) {
        closing = true;
        try {
            response.close();
        } finally {
            exchange.over(ExchangeEnd.How.CLOSED);
        }
    }
}
