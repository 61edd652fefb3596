package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several readers of one stream. */
final class TeeTest {

    private static final int PIECES = 5_000;
    private static final String LONG = Wire.START
            + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}")
            + IntStream.range(0, PIECES)
                    .mapToObj(i -> Wire.text(0, i + " "))
                    .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
            + Wire.blockStop(0)
            + Wire.END_TURN
            + Wire.STOP;

    @Test
    void tee_oneAfterTheOtherOnOneThread_bothHaveAll_theSecondInFewerPieces() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(LONG);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            List<StreamBranch> branches = stream.tee(2);
            List<String> first = texts(branches.getFirst());
            List<String> second = texts(branches.getLast());

            assertThat(first).hasSize(PIECES);
            assertThat(String.join("", second)).isEqualTo(String.join("", first));
            assertThat(second).hasSizeLessThan(100);
            assertThat(stream.finalText()).isEqualTo(String.join("", first));
        }
    }

    @Test
    void tee_threadsSideBySide_allHaveAll() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(LONG);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = stream.tee(5).stream()
                    .map(branch -> threads.submit(() -> texts(branch)))
                    .toList();

            for (Future<List<String>> texts : all) {
                assertThat(String.join("", texts.get(30, TimeUnit.SECONDS))).isEqualTo(stream.finalText());
            }
        }
    }

    @Test
    void close_ofOneBranch_leavesTheOther_theLastClosesTheStream() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.awaitClientGone();
                });
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            List<StreamBranch> branches = stream.tee(2);
            branches.getFirst().close();
            Iterator<String> text = branches.getLast().text().iterator();

            assertThat(text.next()).isEqualTo("Once upon");
            assertThatThrownBy(() -> branches.getFirst().iterator().next()).isInstanceOf(StreamClosedException.class);
            branches.getLast().close();
            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThatThrownBy(text::hasNext).isInstanceOf(StreamClosedException.class);
        }
    }

    @Test
    void interrupt_ofAReader_isNobodyElses() throws Exception {
        Gate goOn = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    goOn.await();
                    e.chunk(Wire.blockStop(0) + Wire.END_TURN + Wire.STOP);
                    e.endStream();
                });
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<StreamBranch> branches = stream.tee(2);
            Gate reading = new Gate();
            Future<?> interrupted = threads.submit(() -> branches.getFirst().forEach(event -> reading.open()));
            reading.await();
            interrupted.cancel(true);
            goOn.open();

            assertThat(texts(branches.getLast())).containsExactly("Once upon");
        }
    }

    @Test
    void failure_isThrownToAll_eachAtItsPlace() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.BEGUN);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            for (StreamBranch branch : stream.tee(2)) {
                Iterator<String> text = branch.text().iterator();

                assertThat(text.next()).isEqualTo("Once upon");
                assertThatThrownBy(text::hasNext).isInstanceOf(StreamCutException.class);
            }
        }
    }

    @Test
    void error_ofTheSource_isThrownToAll() {
        Tee tee = new Tee(
                () -> {
                    throw new StackOverflowError("deep");
                },
                () -> {});
        for (StreamBranch branch : tee.branches(2)) {
            assertThatThrownBy(() -> branch.iterator().next()).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void tee_noReaders_refuses() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            assertThatThrownBy(() -> stream.tee(0)).hasMessage("readers is 0 but has to be at least 1");
        }
    }

    private static List<String> texts(StreamBranch branch) {
        List<String> texts = new ArrayList<>();
        branch.text().forEach(texts::add);
        return texts;
    }
}
