package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.replay.ReplayBrain;
import dev.perennial.simulator.replay.ReplayBrain.Matching;
import dev.perennial.simulator.text.TextBrain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log holds what was sent, however a stream ended. */
@Timeout(60)
final class RequestLogTest {

    private static final String BODY = "{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":5000,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"characters: 600\"}]}";

    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("log.jsonl");
    }

    private SimulatorServer serve(Sleeper sleeper) {
        Pace pace = new Pace(Duration.ofSeconds(1), 50, Duration.ofSeconds(10));
        return SimulatorServer.start(SimulatorSettings.builder(TextBrain.create())
                .pace(pace)
                .sleeper(sleeper)
                .requestLog(log())
                .build());
    }

    private static Socket ask(SimulatorServer server, String faults) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write(("POST " + faults + "/v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-api-key: k\r\n"
                                + "anthropic-version: 2023-06-01\r\nContent-Length: " + BODY.length() + "\r\n\r\n"
                                + BODY)
                        .getBytes(US_ASCII));
        return socket;
    }

    private List<StreamStep> replayed() {
        Simulator replaying = new Simulator(SimulatorSettings.builder(ReplayBrain.read(log(), Matching.IN_ORDER))
                .build());
        var stream = (SimulatedResponse.Stream) replaying.handle(SimulatedRequest.post("/v1/messages", BODY));
        List<StreamStep> steps = new ArrayList<>();
        stream.steps().forEachRemaining(steps::add);
        return steps;
    }

    @Test
    void streamEndedByAFault_events_areInTheLogWithTheirEnd() throws Exception {
        try (SimulatorServer server = serve(Sleeper.NONE);
                Socket socket = ask(server, "/fault/close@event:6")) {
            socket.getInputStream().readAllBytes();
        }

        assertThat(replayed()).filteredOn(s -> s instanceof StreamStep.Frame).hasSize(5);
        assertThat(replayed()).last().isEqualTo(new StreamStep.End(StreamStep.Ending.CLOSE));
    }

    @Test
    void streamWhoseClientLeaves_whatWasSent_isInTheLog() throws Exception {
        CompletableFuture<Thread> pausing = new CompletableFuture<>();
        CountDownLatch left = new CountDownLatch(1);
        SimulatorServer server = serve(pause -> {
            pausing.complete(Thread.currentThread());
            left.await();
        });
        try (Socket socket = ask(server, "")) {
            readUntil(socket, "ping");
            pausing.get();
            socket.setSoLinger(true, 0);
        }
        left.countDown();
        server.close();
        pausing.get().join();

        assertThat(replayed()).filteredOn(s -> s instanceof StreamStep.Frame).hasSizeGreaterThan(1);
        assertThat(replayed()).last().isEqualTo(new StreamStep.End(StreamStep.Ending.CLOSE));
    }

    /** As a program that is killed leaves it. */
    @Test
    void streamThatLasts_whatWasSentASecondAgo_isInTheLog() throws Exception {
        CountDownLatch atThePause = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Sleeper sleeper = pause -> {
            if (pause.compareTo(Duration.ofMinutes(1)) > 0) {
                atThePause.countDown();
                read.await();
            }
        };
        try (SimulatorServer server = serve(sleeper);
                Socket socket = ask(server, "/fault/pause=2m@text:60")) {
            atThePause.await();

            assertThat(Files.readString(log())).contains("content_block_delta").doesNotContain("message_stop");
            read.countDown();
            socket.getInputStream().readAllBytes();
        }
        assertThat(Files.readString(log())).contains("message_stop");
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new SocketException("The server closed after: " + read);
            }
            read.append((char) next);
        }
    }

    @Test
    void log_fileThatCannotBeWritten_isRefusedAtTheStart() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SimulatorSettings.Builder settings = SimulatorSettings.builder(TextBrain.create());
        SimulatorSettings noFolder =
                settings.requestLog(file.resolve("log.jsonl")).build();
        SimulatorSettings aFolder = settings.requestLog(folder).build();

        assertThatThrownBy(() -> SimulatorServer.start(noFolder))
                .isInstanceOf(RequestLogException.class)
                .hasMessageContainingAll("log.jsonl: there is no folder " + file, "choose another file");
        assertThatThrownBy(() -> new Simulator(aFolder))
                .isInstanceOf(RequestLogException.class)
                .hasMessageContainingAll(folder + ": it is a folder", "choose another file");
    }
}
