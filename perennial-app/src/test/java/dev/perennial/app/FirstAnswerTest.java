package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.PermissionQuestion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two places where a question is asked. */
@Timeout(60)
final class FirstAnswerTest {

    private static final PermissionQuestion QUESTION = new PermissionQuestion("bash", "why", "ls", List.of());

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private final PermissionPrompt silent = question -> {
        try {
            new CountDownLatch(1).await();
            return PermissionAnswer.NO;
        } finally {
            interrupted.countDown();
        }
    };

    @Test
    void ask_answeredHere_countsAndNobodyElseIsWaitedFor() throws Exception {
        PermissionAnswer answer =
                new FirstAnswer(question -> PermissionAnswer.SESSION, silent, told::add).ask(QUESTION);

        assertThat(answer).isEqualTo(PermissionAnswer.SESSION);
        interrupted.await();
        assertThat(told).isEmpty();
    }

    @Test
    void ask_answeredElsewhere_countsAndIsToldHere() throws Exception {
        PermissionAnswer answer = new FirstAnswer(silent, question -> PermissionAnswer.ONCE, told::add).ask(QUESTION);

        assertThat(answer).isEqualTo(PermissionAnswer.ONCE);
        assertThat(interrupted.getCount()).isZero();
        assertThat(told).containsExactly("· answered elsewhere: allowed, this once");
    }

    @Test
    void ask_interrupted_asksNobodyAnyMore() throws Exception {
        FutureTask<PermissionAnswer> asking =
                new FutureTask<>(() -> new FirstAnswer(silent, silent, told::add).ask(QUESTION));
        Thread thread = Thread.ofVirtual().start(asking);
        thread.interrupt();

        assertThatThrownBy(asking::get).hasCauseInstanceOf(InterruptedException.class);
        interrupted.await();
    }

    @Test
    void ask_terminalWhoseQuestionWasAnsweredElsewhere_takesALaterLineForALaterQuestionOnly() throws Exception {
        BlockingQueue<String> typed = new SynchronousQueue<>();
        BlockingQueue<String> shown = new LinkedBlockingQueue<>();
        PrintStream err = new PrintStream(new Shown(shown), false, UTF_8);
        TerminalPermissions terminal = new TerminalPermissions(new Lines(typed), err);
        BlockingQueue<PermissionAnswer> posted = new LinkedBlockingQueue<>(List.of(PermissionAnswer.NO));

        assertThat(new FirstAnswer(terminal, question -> posted.take(), told::add).ask(QUESTION))
                .isEqualTo(PermissionAnswer.NO);
        assertThat(shown.take()).contains("ls");
        FutureTask<PermissionAnswer> second =
                new FutureTask<>(() -> new FirstAnswer(terminal, question -> posted.take(), told::add).ask(QUESTION));
        Thread.ofVirtual().start(second);
        assertThat(shown.take()).contains("ls");
        typed.put("y\n");

        assertThat(second.get()).isEqualTo(PermissionAnswer.ONCE);
    }

    /** What a person sees, flush by flush. */
    private static final class Shown extends ByteArrayOutputStream {

        private final BlockingQueue<String> flushed;

        Shown(BlockingQueue<String> flushed) {
            this.flushed = flushed;
        }

        @Override
        public synchronized void flush() {
            flushed.add(toString(UTF_8));
            reset();
        }
    }

    /** What is typed, line by line. */
    private static final class Lines extends InputStream {

        private final BlockingQueue<String> lines;
        private InputStream line = InputStream.nullInputStream();

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws java.io.IOException {
            int one = line.read();
            if (one >= 0) {
                return one;
            }
            try {
                line = new ByteArrayInputStream(lines.take().getBytes(UTF_8));
            } catch (InterruptedException e) {
                throw new java.io.InterruptedIOException();
            }
            return line.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws java.io.IOException {
            target[offset] = (byte) read();
            return 1;
        }
    }
}
