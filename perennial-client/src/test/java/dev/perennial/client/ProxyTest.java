package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.AnthropicIoException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests through proxies that ask for a password. */
class ProxyTest {

    private static final String ALLOWED =
            "Basic " + Base64.getEncoder().encodeToString("us er:p@ss:wörd".getBytes(UTF_8));
    private static final String USER_INFO = "us%20er:p%40ss%3Aw%C3%B6rd@";

    @Test
    void open_plainServerBehindProxy_sendsThePasswordWhenAsked() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.http(exchange -> {
                    if (letIn(exchange)) {
                        exchange.startStream();
                        exchange.chunk(Wire.HELLO);
                        exchange.endStream();
                    }
                });
                OpenClient client = client(
                        "http://api.example.test",
                        Map.of("HTTP_PROXY", "http://" + USER_INFO + "127.0.0.1:" + proxy.port()));
                MessageStream stream = client.stream()) {
            assertThat(stream.finalText()).isEqualTo("Hello, world");
            assertThat(proxy.exchanges().getLast().target()).isEqualTo("http://api.example.test/v1/messages");
        }
    }

    @Test
    void open_tlsServerBehindProxy_isTunnelled(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.create(folder, "mine");
        Path pem = Files.writeString(folder.resolve("mine.pem"), authority.pem());
        try (ScriptedServer server = ScriptedServer.https(authority.sockets(), exchange -> {
                    exchange.startStream();
                    exchange.chunk(Wire.HELLO);
                    exchange.endStream();
                });
                ScriptedServer proxy = ScriptedServer.http(new Tunnel(server.port()));
                OpenClient client = client(
                        "https://api.example.test",
                        Map.of(
                                "HTTPS_PROXY",
                                "http://" + USER_INFO + "127.0.0.1:" + proxy.port(),
                                "SSL_CERT_FILE",
                                pem.toString()));
                MessageStream stream = client.stream()) {
            assertThat(stream.finalText()).isEqualTo("Hello, world");
            assertThat(proxy.exchanges().getLast().method()).isEqualTo("CONNECT");
            assertThat(proxy.exchanges().getLast().target()).isEqualTo("api.example.test:443");
            assertThat(server.exchanges().getFirst().header("Proxy-Authorization"))
                    .as("the proxy's password is no business of the server's")
                    .isEmpty();
        }
    }

    @Test
    void open_wrongPassword_failsInsteadOfTryingForEver() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.http(ProxyTest::letIn);
                OpenClient client = client(
                        "https://api.example.test",
                        Map.of("HTTPS_PROXY", "http://u:wrong@127.0.0.1:" + proxy.port()))) {
            assertThatThrownBy(client::stream).isInstanceOf(AnthropicIoException.class);
            assertThat(proxy.exchanges()).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static OpenClient client(String baseUrl, Map<String, String> environment) {
        return OpenClient.of(ClientSettings.builder()
                .baseUrl(baseUrl)
                .apiKey("k")
                .maxRetries(0)
                .environment(environment)
                .build());
    }

    private static boolean letIn(Exchange exchange) throws IOException {
        if (exchange.header("Proxy-Authorization").filter(ALLOWED::equals).isPresent()) {
            return true;
        }
        exchange.raw(
                "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\", charset=\"UTF-8\"\r\nContent-Length: 0\r\n\r\n");
        return false;
    }

    /** Connects every tunnel to the same server, whatever the name asked for. */
    private record Tunnel(int port) implements ScriptedServer.Script {

        @Override
        public void serve(Exchange exchange) throws IOException {
            if (!letIn(exchange)) {
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                exchange.raw("HTTP/1.1 200 OK\r\n\r\n");
                Thread.ofVirtual().start(() -> copy(server, exchange.socket()));
                exchange.socket().getInputStream().transferTo(server.getOutputStream());
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // Either end has gone, and with it the tunnel.
            }
        }
    }
}
