package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of providers, told to clients of the Messages API. */
class ProviderErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "429 | {\"message\":\"Too many tokens\"} | rate_limit_error | Too many tokens",
                "403 | {\"Message\":\"Not authorized\"} | permission_error | Not authorized",
                "503 | {\"error\":{\"code\":503,\"message\":\"Down\",\"status\":\"UNAVAILABLE\"}} | api_error | Down",
                "404 | [{\"error\":{\"code\":404,\"message\":\"No model\",\"status\":\"NOT_FOUND\"}}] | not_found_error | No model",
                "401 | <html>Sign in</html> | authentication_error | <html>Sign in</html>",
                "529 | ^^ | overloaded_error | ^^",
            })
    void inTheApisForm_errorOfAProvider_becomesTheApis(int status, String body, String type, String message) {
        assertThat(read(status, body))
                .isEqualTo(
                        "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = "{\"type\":\"error\", \"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")
    void inTheApisForm_errorOfTheApi_passesAsItIs(String body) {
        assertThat(read(529, body)).isEqualTo(body);
    }

    private static String read(int status, String body) {
        return new String(ProviderErrors.inTheApisForm(status, body.getBytes(UTF_8)), UTF_8);
    }
}
