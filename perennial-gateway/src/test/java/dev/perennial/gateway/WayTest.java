package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.client.Network;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The upstream behind proxies and with certificates of the environment's. */
@Timeout(60)
final class WayTest {

    private static final String USER = "us%20er:p%40ss@";
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("us er:p@ss".getBytes(UTF_8));

    @Test
    void request_plainUpstreamBehindProxy_goesThereWithItsPassword() throws Exception {
        HttpServer proxy = HttpServer.start(
                HttpSettings.DEFAULT,
                exchange -> exchange.respond(
                        200,
                        Headers.EMPTY,
                        (exchange.headers().first("Host").orElse("") + exchange.path() + " "
                                        + exchange.headers().all("Proxy-Authorization"))
                                .getBytes(UTF_8)));
        try (proxy;
                Door door =
                        door("http://api.example.test/eu", Map.of("HTTP_PROXY", "http://" + USER + at(proxy.port())))) {
            HttpResponse<byte[]> response =
                    door.send(door.to("/v1/models").header("Proxy-Authorization", "the client's own"));

            assertThat(new String(response.body(), UTF_8))
                    .isEqualTo("api.example.test/eu/v1/models [" + AUTHORIZATION + "]");
            assertThat(new String(door.send(door.to("/readyz")).body(), UTF_8)).isEqualTo("ready\n");
        }
    }

    @Test
    void request_encryptedUpstreamBehindProxy_asksForATunnelWithItsPassword() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuseTunnel(proxy));
            try (Door door = door(
                    "https://api.example.test", Map.of("https_proxy", "http://" + USER + at(proxy.getLocalPort())))) {
                HttpResponse<byte[]> response = door.send(door.to("/v1/models"));

                assertThat(asked.get(30, TimeUnit.SECONDS))
                        .startsWith("CONNECT api.example.test:443 HTTP/1.1\r\n")
                        .containsIgnoringCase("Proxy-Authorization: " + AUTHORIZATION + "\r\n");
                assertThat(response.statusCode()).isEqualTo(502);
            }
        }
    }

    @Test
    void request_certificateOfTheEnvironments_isTrusted(@TempDir Path folder) throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        HttpServer upstream = HttpServer.start(
                HttpSettings.DEFAULT.withTls(identity),
                exchange -> exchange.respond(200, Headers.EMPTY, "hello".getBytes(UTF_8)));
        Path pem = Files.writeString(folder.resolve("mine.pem"), pem(identity));
        String address = "https://localhost:" + upstream.port();
        try (upstream;
                Door trusting = door(address, Map.of("SSL_CERT_FILE", pem.toString()));
                Door other = door(address, Map.of())) {
            assertThat(new String(trusting.send(trusting.to("/v1/models")).body(), UTF_8))
                    .isEqualTo("hello");
            assertThat(new String(other.send(other.to("/v1/models")).body(), UTF_8))
                    .contains("certificate is not trusted");
        }
    }

    @Test
    void start_noWay_saysWhatToChange() {
        assertThatThrownBy(() -> door("https://api.example.test", Map.of("ALL_PROXY", "socks5://p:1080")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SOCKS")
                .hasMessageContaining("https_proxy");
        assertThatThrownBy(() -> door("https://api.example.test", Map.of("SSL_CERT_FILE", "/nowhere.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SSL_CERT_FILE");
    }

    private static Door door(String upstream, Map<String, String> environment) {
        return Door.before(URI.create(upstream), settings -> settings.withNetwork(Network.of(environment)));
    }

    private static String at(int port) {
        return "127.0.0.1:" + port;
    }

    private static String pem(TlsIdentity identity) throws Exception {
        byte[] certificate = identity.certificate().getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(ISO_8859_1)).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** The head of the first request; it and all others are refused. */
    private static String refuseTunnel(ServerSocket proxy) {
        try (Socket client = proxy.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            client.getOutputStream().write("HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
            return head.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
