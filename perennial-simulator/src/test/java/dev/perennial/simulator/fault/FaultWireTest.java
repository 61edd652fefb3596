package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.http.TlsIdentity;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults look like on real sockets. */
@Timeout(120)
final class FaultWireTest {

    private static final String BODY = new String(Played.request(true).body(), ISO_8859_1);

    private static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder(Played.BRAIN).sleeper(Sleeper.NONE);
    }

    private static Socket ask(SimulatorServer server, String faults) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        String request = "POST " + (faults.isEmpty() ? "" : "/fault/" + faults) + "/v1/messages HTTP/1.1\r\n"
                + "Host: x\r\nConnection: close\r\nAuthorization: Bearer k\r\nanthropic-version: 2026-10-21\r\n"
                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    private static String readAll(SimulatorServer server, String faults) throws IOException {
        try (Socket socket = ask(server, faults)) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void expectSilenceAfter(SimulatorServer server, String faults, String last) throws IOException {
        try (Socket socket = ask(server, faults)) {
            InputStream in = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (read.indexOf(last) < 0) {
                read.append((char) in.read());
            }
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> in.skipNBytes(1_000_000)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void endings_plain_areToldApartByTheClient() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(settings().build())) {
            assertThat(readAll(server, "")).contains("message_stop").endsWith("0\r\n\r\n");
            assertThat(readAll(server, "eof")).doesNotContain("message_stop").endsWith("0\r\n\r\n");
            assertThat(readAll(server, "close")).doesNotContain("0\r\n\r\n").contains("text_delta");
            assertThatThrownBy(() -> readAll(server, "reset")).isInstanceOf(SocketException.class);
            assertThat(readAll(server, "http2-reset-stream")).doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void silences_plain_leaveTheConnectionOpen() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(settings().build())) {
            expectSilenceAfter(server, "hang", "text_delta");
            expectSilenceAfter(server, "black-hole", "text_delta");
            expectSilenceAfter(server, "hang-at-end", "message_stop");
            expectSilenceAfter(server, "head-hang", "");
        }
    }

    @Test
    void heads_broken_areNoHttp() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(settings().build())) {
            assertThat(readAll(server, "connect-close")).isEmpty();
            assertThat(readAll(server, "head-cut")).startsWith("HTTP/1.1 200").doesNotContain("\r\n\r\n");
            assertThat(readAll(server, "head-garbage")).isEqualTo("SSH-2.0-OpenSSH_9.9\r\n");
            assertThat(readAll(server, "head-drip")).startsWith("HTTP/1.1 200").contains("message_stop");
            assertThat(readAll(server, "head-early-hints"))
                    .startsWith("HTTP/1.1 103")
                    .contains("message_stop");
            assertThatThrownBy(() -> readAll(server, "connect-reset")).isInstanceOf(SocketException.class);
            assertThat(readAll(server, "length-lie")).contains("99999999").contains("message_stop");
        }
    }

    @Test
    void status_plain_isSent() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(settings().build())) {
            assertThat(readAll(server, "http-529")).startsWith("HTTP/1.1 529").contains("overloaded_error");
            assertThat(readAll(server, "rest")).startsWith("HTTP/1.1 400").contains("did you mean `reset`");
        }
    }

    @Test
    void malformedHttp_gets_theApisFormOfAnError() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(settings().build());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 400")
                    .contains("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-reset", "connect-close"})
    void connect_bySettings_firstConnectionFailsTheSecondWorks(String fault) throws Exception {
        try (SimulatorServer server =
                SimulatorServer.start(settings().fault(Fault.parse(fault)).build())) {
            String first;
            try {
                first = readAll(server, "");
            } catch (SocketException reset) {
                first = "";
            }
            assertThat(first).isEmpty();
            assertThat(readAll(server, "")).contains("message_stop");
        }
    }

    @Test
    void connect_blackHoleAndDelay_answerNeverAndLater() throws Exception {
        SimulatorSettings settings = settings()
                .faults(Faults.parse("connect-black-hole+connect-delay=100ms~2"))
                .build();
        try (SimulatorServer server = SimulatorServer.start(settings)) {
            expectSilenceAfter(server, "", "");
            assertThat(readAll(server, "")).contains("message_stop");
        }
    }

    @Test
    void http2_faults_hitTheConnectionOrTheStream() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        try (SimulatorServer server =
                        SimulatorServer.start(settings().tls(identity).build());
                HttpClient client = client(identity);
                HttpClient other = client(identity)) {
            assertThat(server.baseUrl().getScheme()).isEqualTo("https");
            assertThat(send(client, server, "http2-goaway")).contains("message_stop");
            for (String broken :
                    new String[] {"reset", "close", "http2-reset-stream", "http2-goaway-close", "head-cut"}) {
                assertThatThrownBy(() -> send(client, server, broken)).isInstanceOf(IOException.class);
            }
            assertThat(send(client, server, "eof")).doesNotContain("message_stop");
            assertThatThrownBy(() -> send(client, server, "black-hole")).isInstanceOf(IOException.class);
            assertThat(send(other, server, "crlf")).contains("message_stop");
            client.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"head-drip=1ms", "head-early-hints", "head-drip=1ms+crlf"})
    void http2_oddHeads_bringTheWholeMessage(String faults) throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        try (SimulatorServer server =
                        SimulatorServer.start(settings().tls(identity).build());
                HttpClient client = client(identity)) {
            assertThat(send(client, server, faults)).contains("message_stop");
            assertThat(send(client, server, faults + "+eof@text:3"))
                    .contains("text_delta")
                    .doesNotContain("message_stop");
            assertThatThrownBy(() -> send(client, server, "length-lie")).isInstanceOf(IOException.class);
        }
    }

    private static HttpClient client(TlsIdentity identity) {
        return HttpClient.newBuilder().sslContext(identity.clientContext()).build();
    }

    private static String send(HttpClient client, SimulatorServer server, String fault)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.baseUrl().resolve("/v1/messages"))
                .header("x-api-key", "k")
                .header("anthropic-version", "2026-10-21")
                .header("x-simulator-fault", fault)
                .POST(BodyPublishers.ofString(BODY));
        return fault.equals("black-hole")
                ? blackHole(client, request)
                : client.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** The timeout of this client ends with the head; a black hole is seen by what does not come. */
    private static String blackHole(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        client.send(request.build(), BodyHandlers.ofInputStream());
        HttpRequest impatient = request.timeout(Duration.ofSeconds(2)).build();
        return client.send(impatient, BodyHandlers.ofString()).body();
    }
}
