package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy the environment names. */
class ProxySettingsTest {

    private static final URI API = URI.create("https://api.anthropic.com");

    @Test
    void of_nothingSet_leavesItToTheJvm() {
        assertThat(ProxySettings.of(API, Map.of())).isEmpty();
        assertThat(ProxySettings.of(API, Map.of("HTTPS_PROXY", "", "HTTP_PROXY", "http://p")))
                .isEmpty();
    }

    @Test
    void of_variables_goByTheServersScheme() {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://secure:3128", "HTTP_PROXY", "plain", "ALL_PROXY", "socks5://all");

        assertThat(proxy(API, environment)).isEqualTo(http("secure", 3128));
        assertThat(proxy(URI.create("http://gateway"), environment)).isEqualTo(http("plain", 80));
        assertThat(proxy(API, Map.of("ALL_PROXY", "socks5://all")))
                .isEqualTo(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("all", 1080)));
        assertThat(proxy(API, Map.of("HTTPS_PROXY", "http://big", "https_proxy", "http://small")))
                .isEqualTo(http("small", 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:7430", "http://127.0.0.1", "http://127.8.8.8", "https://[::1]:8443"})
    void of_loopback_goesDirectly(URI server) {
        assertThat(proxy(server, Map.of("ALL_PROXY", "http://p", "HTTP_PROXY", "http://p")))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void of_noProxy_goesDirectly() {
        assertThat(proxy(API, Map.of("HTTPS_PROXY", "http://p", "NO_PROXY", "anthropic.com")))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://u:secret@p", "http://u:secret@", "http://u:se cret@p", "socks5://u:secret@p", "://"})
    void of_unusableValue_namesTheVariableButNotThePassword(String value) {
        assertThatThrownBy(() -> ProxySettings.of(API, Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(ClientConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }

    private static Proxy proxy(URI server, Map<String, String> environment) {
        return ProxySettings.of(server, environment).orElseThrow().proxy();
    }

    private static Proxy http(String host, int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }
}
