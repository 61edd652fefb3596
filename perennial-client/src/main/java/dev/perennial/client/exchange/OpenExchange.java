package dev.perennial.client.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.internal.NoticedResponse;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** An exchange that is not over. One thread reads its response, any may close it. */
final class OpenExchange {

    private static final System.Logger LOG = System.getLogger(OpenExchange.class.getName());

    /** So many characters of an error are told. */
    private static final int LONGEST_ERROR = 16 << 10;

    /** So many bytes more are looked at, so that no key is told because its end is missing. */
    private static final int MARGIN = 4 << 10;

    private final Consumer<ExchangeEnd> told;
    private final Redaction redaction;
    private final LongSupplier nanoTime;
    private final long sentAt;
    private final AtomicBoolean over = new AtomicBoolean();

    OpenExchange(Consumer<ExchangeEnd> told, Redaction redaction, LongSupplier nanoTime) {
        this.told = told;
        this.redaction = redaction;
        this.nanoTime = nanoTime;
        this.sentAt = nanoTime.getAsLong();
    }

    /** The response, of which it is noticed how it is read. */
    HttpResponse answered(HttpResponse response) {
        return new NoticedResponse(response, new ToldReading(new Answered(response, since())));
    }

    /** There is no response. */
    void failed() {
        Duration lasted = since();
        end(new ExchangeEnd(ExchangeEnd.How.FAILED, OptionalInt.empty(), Map.of(), "", lasted, lasted, 0));
    }

    private Duration since() {
        return Duration.ofNanos(nanoTime.getAsLong() - sentAt);
    }

    private void end(ExchangeEnd end) {
        if (over.compareAndSet(false, true)) {
            try {
                told.accept(end);
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "Somebody who hears of exchanges failed", bug);
            }
        }
    }

    /** The response that came, as far as it was read. */
    final class Answered {

        private final HttpResponse response;
        private final Duration head;
        private final ByteArrayOutputStream error = new ByteArrayOutputStream();
        private volatile long bytes;

        private Answered(HttpResponse response, Duration head) {
            this.response = response;
            this.head = head;
        }

        /** So much was read. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // by the one thread that reads
        void read(byte[] target, int offset, int count) {
            bytes += count;
            if (response.statusCode() >= 400 && error.size() < LONGEST_ERROR + MARGIN) {
                error.write(target, offset, Math.min(count, LONGEST_ERROR + MARGIN - error.size()));
            }
        }

        void over(ExchangeEnd.How how) {
            if (!over.get()) {
                end(new ExchangeEnd(
                        how,
                        OptionalInt.of(response.statusCode()),
                        redaction.headers(response.headers()),
                        errorText(),
                        head,
                        since(),
                        bytes));
            }
        }

        private String errorText() {
            boolean cut = error.size() >= LONGEST_ERROR + MARGIN;
            String text = redaction.text(error.toString(UTF_8));
            String known = cut ? text.substring(0, Math.max(0, text.length() - MARGIN)) : text;
            return known.length() <= LONGEST_ERROR ? known : known.substring(0, LONGEST_ERROR);
        }
    }
}
