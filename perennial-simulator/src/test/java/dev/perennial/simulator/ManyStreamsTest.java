package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.text.TextBrain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of streams at the same time. */
@Timeout(240)
final class ManyStreamsTest {

    private static final int IN_PROCESS = 2_000;
    private static final int SOCKETS = 1_000;
    private static final String BODY =
            "{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"characters: 600\"}]}";

    @Test
    void streams_inProcess_goOnSideBySide() {
        Simulator simulator = new Simulator(SimulatorSettings.builder(TextBrain.create())
                .pace(TimingProfile.TYPICAL)
                .build());
        List<Iterator<StreamStep>> streams = new ArrayList<>();
        for (int i = 0; i < IN_PROCESS; i++) {
            streams.add(((SimulatedResponse.Stream) new Conversation(simulator).send(BODY)).steps());
        }
        int ended = 0;
        while (!streams.isEmpty()) {
            for (Iterator<Iterator<StreamStep>> all = streams.iterator(); all.hasNext(); ) {
                Iterator<StreamStep> stream = all.next();
                StreamStep step = stream.next();
                if (!stream.hasNext()) {
                    assertThat(step).isEqualTo(new StreamStep.Frame("message_stop", "{\"type\":\"message_stop\"}"));
                    all.remove();
                    ended++;
                }
            }
        }

        assertThat(ended).isEqualTo(IN_PROCESS);
    }

    /** No stream goes on before all have begun. */
    @Test
    void streams_overSockets_areAllOpenAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(SOCKETS);
        Sleeper together = duration -> {
            begun.countDown();
            begun.await();
        };
        Pace onePause = new Pace(Duration.ofSeconds(1), Double.POSITIVE_INFINITY, Duration.ofHours(1));
        SimulatorSettings settings = SimulatorSettings.builder(TextBrain.create())
                .pace(onePause)
                .sleeper(together)
                .build();
        try (SimulatorServer server = SimulatorServer.start(settings);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> client = () -> endsWell(server.port());
            List<Future<Boolean>> whole = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                whole.add(clients.submit(client));
            }
            for (Future<Boolean> one : whole) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(begun.getCount()).isZero();
    }

    private static boolean endsWell(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-api-key: one\r\n"
                    + "anthropic-version: 2023-06-01\r\nContent-Length: " + BODY.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + BODY).getBytes(US_ASCII));
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return answer.lines().anyMatch("event: message_stop"::equals);
        }
    }
}
