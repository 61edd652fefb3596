package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.AnthropicIoException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Private certificate authorities, and connections that are kept alive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

    private Path folder = Path.of("");
    private Path authority = Path.of("");
    private Path bundle = Path.of("");
    private ScriptedServer.Script script = exchange -> {
        exchange.startStream();
        exchange.chunk(Wire.HELLO);
        exchange.endStream();
    };
    private @org.jspecify.annotations.Nullable TestAuthority server;

    @BeforeAll
    void makeCertificates(@TempDir Path temporary) throws Exception {
        folder = temporary;
        TestAuthority mine = TestAuthority.create(folder, "mine");
        TestAuthority other = TestAuthority.create(folder, "other");
        server = mine;
        authority = Files.writeString(folder.resolve("mine.pem"), mine.pem());
        bundle = Files.writeString(
                folder.resolve("bundle.pem"), "# two of them\n" + other.pem() + "subject=CN=mine\n" + mine.pem());
    }

    @Test
    void open_unknownAuthority_isRefused() throws Exception {
        try (ScriptedServer https = https();
                OpenClient client = OpenClient.to(https)) {
            assertThatThrownBy(client::stream)
                    .isInstanceOf(AnthropicIoException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void open_authorityOfTheSettings_isTrusted() throws Exception {
        try (ScriptedServer https = https();
                OpenClient client = OpenClient.of(OpenClient.settings(https)
                        .certificateAuthorities(authority)
                        .build());
                MessageStream stream = client.stream()) {
            assertThat(stream.finalText()).isEqualTo("Hello, world");
        }
    }

    @Test
    void open_authorityInABundleOfTheEnvironment_isTrusted() throws Exception {
        for (String variable : new String[] {"SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"}) {
            try (ScriptedServer https = https();
                    OpenClient client = OpenClient.of(OpenClient.settings(https)
                            .environment(Map.of(variable, bundle.toString()))
                            .build());
                    MessageStream stream = client.stream()) {
                assertThat(stream.finalText()).isEqualTo("Hello, world");
            }
        }
    }

    @Test
    void load_extraAuthorities_leavesTheSystemsInPlace() {
        int system = Trust.of(ClientSettings.builder().environment(Map.of()).build())
                .load()
                .getAcceptedIssuers()
                .length;
        int both = Trust.of(ClientSettings.builder()
                        .environment(Map.of("SSL_CERT_FILE", bundle.toString()))
                        .build())
                .load()
                .getAcceptedIssuers()
                .length;

        assertThat(both).isEqualTo(system + 2);
    }

    @Test
    void create_missingFile_namesFileAndVariable() {
        ClientSettings settings = ClientSettings.builder()
                .environment(
                        Map.of("SSL_CERT_FILE", folder.resolve("nowhere.pem").toString()))
                .build();

        assertThatThrownBy(() -> ClientFactory.create(settings))
                .isInstanceOf(ClientConfigurationException.class)
                .hasMessageContaining("nowhere.pem")
                .hasMessageContaining("SSL_CERT_FILE");
    }

    @Test
    void create_garbledFile_saysSo() throws Exception {
        for (String text :
                new String[] {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
            Path file = Files.writeString(folder.resolve("garbled.pem"), text);
            ClientSettings settings = ClientSettings.builder()
                    .certificateAuthorities(file)
                    .environment(Map.of())
                    .build();

            assertThatThrownBy(() -> ClientFactory.create(settings))
                    .isInstanceOf(ClientConfigurationException.class)
                    .hasMessageContaining("garbled.pem")
                    .hasMessageContaining("certificateAuthorities");
        }
    }

    @Test
    void createSocket_overAConnection_keepsThatAlive() throws Exception {
        KeepAliveSocketFactory sockets =
                new KeepAliveSocketFactory(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        try (ServerSocket listener = new ServerSocket(0);
                Socket plain = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket tls = sockets.createSocket(plain, "localhost", listener.getLocalPort(), true)) {
            assertThat(tls.isConnected()).isTrue();
            assertThat(plain.getKeepAlive()).isTrue();
            assertThat(plain.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
        }
    }

    private ScriptedServer https() throws Exception {
        return ScriptedServer.https(java.util.Objects.requireNonNull(server).sockets(), script);
    }
}
