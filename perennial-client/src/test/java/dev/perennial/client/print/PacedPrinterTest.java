package dev.perennial.client.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PacedPrinterTest {

    private static final Pace SMALL = Pace.STEADY.withCapacity(Pace.LEAST_CAPACITY);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Semaphore pieces = new Semaphore(0);

    @Test
    void print_burst_comesByItselfAndWhole() throws InterruptedException {
        try (PacedPrinter printer = PacedPrinter.start(this::write, Pace.STEADY, System::nanoTime)) {
            printer.print("Hello, world, here I am\n");
            while (!out.toString(UTF_8).endsWith("am\n")) {
                pieces.acquire();
            }
        }
        assertThat(out.toString(UTF_8)).isEqualTo("Hello, world, here I am\n");
    }

    @Test
    void finish_whatWaits_isWrittenAtOnce() {
        PacedPrinter printer = PacedPrinter.start(this::write, slow(), System::nanoTime);
        printer.print("a\u001b[3");

        printer.finish();
        printer.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("a\u001b[3");
        assertThatIllegalStateException().isThrownBy(() -> printer.print("b"));
    }

    @Test
    void flush_whatWaits_isWrittenAndPrintingGoesOn() {
        try (PacedPrinter printer = PacedPrinter.start(this::write, slow(), System::nanoTime)) {
            printer.print("Hello");
            printer.flush();
            assertThat(out.toString(UTF_8)).isEqualTo("Hello");
            printer.flush();
            printer.print("!");
        }
        assertThat(out.toString(UTF_8)).isEqualTo("Hello!");
    }

    @Test
    void print_anyTextInAnyPieces_isWritten() {
        Random random = new Random(3);
        String text = Texts.random(random, 3_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        try (PacedPrinter printer = PacedPrinter.toBytes(bytes, SMALL)) {
            Texts.split(random, text).forEach(printer::print);
        }

        assertThat(bytes.toString(UTF_8)).isEqualTo(text);
    }

    @Test
    void print_outputStandsStill_waitsForRoom() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        String text = "0123456789".repeat(Pace.LEAST_CAPACITY);
        try (PacedPrinter printer = PacedPrinter.start(
                piece -> {
                    await(open);
                    write(piece);
                },
                SMALL,
                System::nanoTime)) {
            Thread writer = Thread.startVirtualThread(() -> printer.print(text));
            awaitWaiting(writer);

            assertThat(out.size()).isZero();
            open.countDown();
            writer.join();
        }
        assertThat(out.toString(UTF_8)).isEqualTo(text);
    }

    @Test
    void print_interruptedWhileItWaits_saysSoAndStaysInterrupted() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        try (PacedPrinter printer = PacedPrinter.start(
                piece -> {
                    await(open);
                    write(piece);
                },
                SMALL,
                System::nanoTime)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> printer.print("x".repeat(3 * Pace.LEAST_CAPACITY)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            open.countDown();
        }
        assertThat(out.size()).isGreaterThanOrEqualTo(Pace.LEAST_CAPACITY);
    }

    @Test
    void close_interrupted_writesTheRestAndStaysInterrupted() {
        PacedPrinter printer = PacedPrinter.start(this::write, slow(), System::nanoTime);
        printer.print("Hello");
        Thread.currentThread().interrupt();

        printer.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(out.toString(UTF_8)).isEqualTo("Hello");
    }

    @Test
    void close_interruptedWhileTheOutputIsStuck_returnsAndEndsTheThread() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        PacedPrinter printer = PacedPrinter.start(
                piece -> {
                    try {
                        await(stuck);
                    } finally {
                        ended.countDown();
                    }
                },
                Pace.STEADY,
                System::nanoTime);
        printer.print("Hello\n");
        Thread.currentThread().interrupt();

        printer.close();

        assertThat(Thread.interrupted()).isTrue();
        ended.await();
    }

    @Test
    void print_outputFails_saysWhy() {
        PacedPrinter printer = PacedPrinter.start(
                piece -> {
                    throw new IOException("no space left");
                },
                Pace.STEADY,
                System::nanoTime);
        printer.print("Hello\n");

        assertThatThrownBy(printer::finish)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space");
        assertThatThrownBy(() -> printer.print("b")).hasMessageContaining("no space");
        printer.close();
    }

    @Test
    void print_outputHasAnError_isToldAndNothingIsLostInSilence() {
        PacedPrinter printer = PacedPrinter.start(
                piece -> {
                    throw new StackOverflowError("deep");
                },
                Pace.STEADY,
                System::nanoTime);
        printer.print("Hello\n");

        assertThatThrownBy(printer::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> printer.print("b")).hasMessageContaining("The output failed");
        printer.close();
    }

    @Test
    void print_printStreamThatFails_isNoticed() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        });
        PacedPrinter printer = PacedPrinter.to(full);
        printer.print("Hello");

        assertThatThrownBy(printer::finish).isInstanceOf(UncheckedIOException.class);
    }

    private static Pace slow() {
        return new Pace(Duration.ofHours(1), 1_000, Duration.ofHours(2), Pace.LEAST_CAPACITY);
    }

    private void write(String piece) {
        out.writeBytes(piece.getBytes(UTF_8));
        pieces.release();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
