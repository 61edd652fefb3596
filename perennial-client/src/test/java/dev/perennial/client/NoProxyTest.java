package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts a no_proxy list covers. */
class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                        | https://api.anthropic.com      | true",
                "anthropic.com            | https://api.anthropic.com      | true",
                ".anthropic.com           | https://api.anthropic.com      | true",
                "*.anthropic.com          | https://api.anthropic.com      | true",
                "API.Anthropic.COM        | https://api.anthropic.com      | true",
                "thropic.com              | https://api.anthropic.com      | false",
                "api.anthropic.com.evil   | https://api.anthropic.com      | false",
                "a.com, anthropic.com     | https://api.anthropic.com      | true",
                "a.com anthropic.com      | https://api.anthropic.com      | true",
                "anthropic.com:443        | https://api.anthropic.com      | true",
                "anthropic.com:8443       | https://api.anthropic.com      | false",
                "anthropic.com:8443       | https://api.anthropic.com:8443 | true",
                "anthropic.com:80         | http://api.anthropic.com       | true",
                "10.1.2.3                 | http://10.1.2.3                | true",
                "2.3                      | http://10.1.2.3                | false",
                "10.0.0.0/8               | http://10.1.2.3                | true",
                "10.0.0.0/16              | http://10.1.2.3                | false",
                "10.1.2.3/32              | http://10.1.2.3                | true",
                "10.0.0.0/99              | http://10.1.2.3                | false",
                "anthropic.com/8          | http://anthropic.com           | false",
                "2001:db8::/32            | http://[2001:db8::1]           | true",
                "2001:db8::1              | http://[2001:db8:0:0::1]       | true",
                "[2001:db8::1]:443        | https://[2001:db8::1]          | true",
                "., :, :80, [], /         | http://x                       | false",
            })
    void covers_entry_decides(String list, URI server, boolean covered) {
        assertThat(NoProxy.of(Map.of("NO_PROXY", list)).covers(server)).isEqualTo(covered);
    }

    @Test
    void of_bothSpellings_prefersSmallLetters() {
        NoProxy noProxy = NoProxy.of(Map.of("NO_PROXY", "a.com", "no_proxy", "b.com"));

        assertThat(noProxy.covers(URI.create("http://b.com"))).isTrue();
        assertThat(noProxy.covers(URI.create("http://a.com"))).isFalse();
    }
}
