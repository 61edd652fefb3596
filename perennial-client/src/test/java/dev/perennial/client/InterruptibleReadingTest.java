package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptibleReadingTest {

    /** Waits as a socket does on a platform thread: an interrupt is not noticed. */
    private static final class Socket extends InputStream {

        private final String failure;
        private final Gate waiting = new Gate();
        private final CountDownLatch closed = new CountDownLatch(1);

        Socket(String failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            waiting.open();
            boolean interrupted = false;
            while (closed.getCount() > 0) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IOException(failure);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }

        void shut() {
            closed.countDown();
        }
    }

    /** How a reading ends on a platform thread that is interrupted while it waits. */
    private record Ended(Throwable by, boolean stillInterrupted) {}

    @Test
    void read_platformThreadInterruptedWhileItWaits_closesAndEnds() throws Exception {
        Socket socket = new Socket("socket closed");
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        InterruptibleReading reading = new InterruptibleReading(socket::shut);
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                reading.read(socket, new byte[8], 0, 8);
            } catch (IOException e) {
                ended.complete(new Ended(e, Thread.currentThread().isInterrupted()));
            }
        });
        socket.waiting.await();

        reader.interrupt();

        Ended how = ended.get(30, TimeUnit.SECONDS);
        assertThat(how.by()).isInstanceOf(ClosedByInterruptException.class);
        assertThat(how.stillInterrupted()).isTrue();
    }

    @Test
    void read_notInterrupted_closesNothing() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        InterruptibleReading reading = new InterruptibleReading(closed::incrementAndGet);
        InputStream source = new ByteArrayInputStream(new byte[] {1, 2, 3});

        assertThat(reading.read(source, new byte[2], 0, 2)).isEqualTo(2);
        assertThat(reading.read(source, new byte[2], 0, 2)).isEqualTo(1);
        assertThat(reading.read(source, new byte[2], 0, 2)).isEqualTo(-1);
        assertThat(reading.isOpen()).isTrue();
        assertThat(closed).hasValue(0);
    }

    @Test
    void read_theSourceFails_isWhatItThrows() {
        InterruptibleReading reading = new InterruptibleReading(() -> {});
        Socket broken = new Socket("reset");
        broken.shut();

        assertThat(catchThrowable(() -> reading.read(broken, new byte[1], 0, 1)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("reset");
    }
}
