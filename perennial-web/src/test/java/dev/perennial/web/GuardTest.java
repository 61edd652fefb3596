package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perennial.web.Door.Answer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the server does not answer. */
@Timeout(60)
final class GuardTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:PORT, 200",
        "localhost:PORT, 200",
        "LOCALHOST, 200",
        "[::1]:PORT, 200",
        "page.example:1, 200",
        "evil.example, 421",
        "evil.example:PORT, 421",
        "127.0.0.1.evil.example, 421",
        "192.168.1.7, 421",
        "localhost.evil.example:PORT, 421"
    })
    void request_byName_isAnsweredIfItIsOurs(String name, int status) {
        Logins logins = Logins.open(folder.resolve("logins.json"), InstantSource.system());
        WebSettings named =
                Door.SETTINGS.withLogins(logins, Door.SETTINGS.http()).withNames(Set.of("Page.example"));
        try (Door door = Door.open(folder, named)) {
            String host = name.replace("PORT", String.valueOf(door.uri("/").getPort()));

            assertThat(door.get("/api/status", "Host", host).status()).isEqualTo(status);
            assertThat(door.get("/", "Host", host).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Sec-Fetch-Site=same-origin, 200",
        "GET, Sec-Fetch-Site=none, 200",
        "GET, Sec-Fetch-Site=cross-site, 403",
        "GET, Sec-Fetch-Site=same-site, 403",
        "GET, Origin=http://evil.example, 403",
        "GET, Origin=OWN, 200",
        "POST, '', 200",
        "POST, Origin=OWN, 200",
        "POST, Origin=null, 403",
        "POST, Origin=//localhost, 403",
        "POST, Origin=http://127.0.0.1:1, 403",
        "POST, Origin=https://evil.example, 403",
        "POST, Sec-Fetch-Site=same-origin, 200",
        "POST, Sec-Fetch-Site=cross-site, 403",
        "POST, Content-Type=text/plain, 415",
        "POST, Content-Type=application/x-www-form-urlencoded, 415",
        "POST, Content-Type=multipart/form-data, 415",
        "DELETE, Content-Type=text/plain, 415",
        "DELETE, Origin=http://evil.example, 403"
    })
    void request_ofAnotherSite_isRefused(String method, String header, int status) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            String own = "http://127.0.0.1:" + door.uri("/").getPort();
            String[] headers = header.isEmpty()
                    ? new String[0]
                    : header.replace("OWN", own).split("=", 2);
            boolean typed = Arrays.asList(headers).contains("Content-Type");
            String path = method.equals("GET") ? "/api/sessions" : "/api/sessions/s-1";
            Answer answer = switch (method) {
                case "GET" -> door.get(path, headers);
                case "DELETE" -> typed ? door.send(method, path, "", headers) : door.change(method, path, "", headers);
                default ->
                    typed
                            ? door.send(method, path + "/interrupt", "", headers)
                            : door.change(method, path + "/interrupt", "", headers);
            };

            assertThat(answer.status()).isEqualTo(status == 200 && !method.equals("GET") ? 202 : status);
            if (status >= 400) {
                assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
                assertThat(door.journal().session("s-1")).isPresent();
                assertThat(door.host().asked()).isEmpty();
            }
        }
    }

    @Test
    void anotherHost_withoutLogin_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Door.SETTINGS.withHttp(Door.SETTINGS.http().withHost("0.0.0.0")))
                .withMessageContaining("login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.example", "192.168.1.7", "127.evil.example", "127.0.0.1.example"})
    void nameOfOthers_withoutLogin_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Door.SETTINGS.withNames(Set.of("localhost", name)))
                .withMessageContaining(name)
                .withMessageContaining("login");
    }

    @Test
    void proxy_withoutLogin_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Door.SETTINGS::withTlsBefore)
                .withMessageContaining("login");
    }

    @Test
    void namesOfThisMachine_needNoLogin() {
        assertThat(Door.SETTINGS
                        .withNames(Set.of("localhost", "127.0.0.2", "::1"))
                        .logins())
                .isEmpty();
    }
}
