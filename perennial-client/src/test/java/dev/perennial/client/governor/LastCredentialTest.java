package dev.perennial.client.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LastCredentialTest {

    private final LastCredential credential = new LastCredential();

    private static Function<String, List<String>> header(String name, String value) {
        return asked -> Map.of(name, List.of(value)).getOrDefault(asked, List.of());
    }

    @Test
    void of_changingKeysAndServers_isTheFingerprintOfEach() {
        for (String origin : List.of("one", "one", "other", "one")) {
            for (String key : List.of("a", "a", "b", "")) {
                Function<String, List<String>> headers = header("x-api-key", key);

                assertThat(credential.of(origin, headers)).isEqualTo(Credential.of(origin, headers));
            }
        }
    }

    @Test
    void of_theSameSecretInAnotherHeader_isTheSameCredential() {
        assertThat(credential.of("one", header("authorization", "a")))
                .isEqualTo(credential.of("one", header("x-api-key", "a")))
                .isNotEqualTo(credential.of("one", header("x-api-key", "b")));
    }

    @Test
    void of_noCredential_isTheServerAlone() {
        assertThat(credential.of("one", name -> List.of())).isEqualTo("one");
    }
}
