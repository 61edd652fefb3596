package dev.perennial.client;

import com.anthropic.core.http.HttpRequest;
import dev.perennial.stream.recovery.Received;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of what was received from {@link MessageStream#resume} to the interceptor: the SDK between them carries nothing but
 * headers and bodies, so it carries a number, and that is not sent on. Safe for use by several threads.
 */
final class Handover {

    private final Map<String, Left> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** Something that waits here until it is closed. */
    final class Left implements AutoCloseable {

        private final String number = String.valueOf(numbers.incrementAndGet());
        private final AtomicBoolean taken = new AtomicBoolean();
        private final Received received;
        private final String model;

        private Left(Received received, String model) {
            this.received = received;
            this.model = model;
        }

        Received received() {
            return received;
        }

        /** The model that began to write it; empty if it was not told. */
        String model() {
            return model;
        }

        /** What the request says in the header of {@link CallSettings}. */
        String item() {
            return CallSettings.RESUME + "=" + number;
        }

        boolean isTaken() {
            return taken.get();
        }

        @Override
        public void close() {
            waiting.remove(number);
        }
    }

    /** Leaves what was received of a message of that model. */
    Left leave(Received received, String model) {
        Left left = new Left(received, model);
        waiting.put(left.number, left);
        return left;
    }

    /**
     * What was left for a request.
     *
     * @return empty if it begins a message
     * @throws IllegalArgumentException if its header says so although nothing was left
     */
    Optional<Left> take(HttpRequest request) {
        return CallSettings.resumed(request).map(this::take);
    }

    private Left take(String number) {
        Left left = waiting.get(number);
        if (left == null) {
            throw new IllegalArgumentException("the header " + CallSettings.HEADER + " says \"" + CallSettings.RESUME
                    + "=" + number + "\", which only MessageStream.resume may say: call that");
        }
        left.taken.set(true);
        return left;
    }
}
