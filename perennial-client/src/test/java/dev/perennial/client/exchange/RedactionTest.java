package dev.perennial.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    private static final String SECRET = "Zq8-tR5_wX2=vN7/kL4";

    private static HttpRequest.Builder request() {
        return HttpRequest.builder()
                .method(HttpMethod.POST)
                .baseUrl("https://api.anthropic.com")
                .addPathSegments("v1", "messages");
    }

    /** What the API and the providers take credentials from, and what gateways of others do. */
    @ParameterizedTest
    @CsvSource({
        "X-Api-Key, ''",
        "Authorization, 'Bearer '",
        "Authorization, 'Basic '",
        "Authorization, 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122, Signature='",
        "X-Amz-Security-Token, ''",
        "X-Goog-Api-Key, ''",
        "Api-Key, ''",
        "Ocp-Apim-Subscription-Key, ''",
        "Proxy-Authorization, 'Basic '",
        "Cookie, 'session='",
        "x-portkey-api-key, ''",
        "helicone-auth, 'Bearer '",
        "my-own-header, ''",
    })
    void credentials_wherever_areNotShown(String header, String scheme) {
        String value = scheme + SECRET;
        HttpRequest request = request()
                .putHeader(header, value)
                .putHeader("user-agent", "mine " + value)
                .build();
        Redaction redaction = new Redaction(request);

        Map<String, String> shown = redaction.headers(request.headers());

        assertThat(shown).containsEntry(header.toLowerCase(java.util.Locale.ROOT), "…");
        assertThat(shown.toString()).doesNotContain(SECRET, "wX2");
        assertThat(redaction.text("{\"error\":\"the key " + value + " is not known\"}"))
                .doesNotContain("wX2")
                .contains("the key", "is not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-ant-api03-Abc123_def-456",
                "AKIA0123456789ABCDEF",
                "Bearer ya29.a0AfH6SMBxyz-123_456",
                "Basic dXNlcjpwYXNzd29yZA==",
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln",
                "Signature=0123456789abcdef0123",
            })
    void text_looksLikeKeyThatNobodyNamed_isNotShown(String key) {
        String hidden = key.substring(key.length() - 8);

        assertThat(new Redaction(request().build()).text("invalid x-api-key: " + key + "."))
                .startsWith("invalid x-api-key: ")
                .doesNotContain(hidden);
    }

    @Test
    void url_keyInParametersAndPassword_isNotShown() {
        HttpRequest request = request()
                .baseUrl("https://me:Secret-Pass1@gateway.example/team")
                .putQueryParam("key", SECRET)
                .putQueryParam("beta", "true")
                .build();

        Redaction redaction = new Redaction(request);

        assertThat(redaction.url(request))
                .startsWith("https://gateway.example/team/v1/messages?")
                .contains("beta=true", "key=hidden")
                .doesNotContain("Secret-Pass1", "wX2");
        assertThat(redaction.text("no user me:Secret-Pass1")).doesNotContain("Secret-Pass1");
    }

    @Test
    void headers_harmless_areShown() {
        Headers headers = Headers.builder()
                .put("Anthropic-Version", "2023-06-01")
                .put("anthropic-beta", "context-management-2025-06-27")
                .put("anthropic-ratelimit-tokens-remaining", "41000")
                .put("Set-Cookie", "id=" + SECRET)
                .build();

        assertThat(new Redaction(request().build()).headers(headers))
                .containsEntry("anthropic-version", "2023-06-01")
                .containsEntry("anthropic-beta", "context-management-2025-06-27")
                .containsEntry("anthropic-ratelimit-tokens-remaining", "41000")
                .containsEntry("set-cookie", "…");
    }
}
