package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.perennial.web.Door.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
@Timeout(60)
final class LoginTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource clock = now::get;

    @TempDir
    private Path folder;

    private Logins logins() {
        return Logins.open(folder.resolve("logins.json"), clock);
    }

    @Test
    void token_whoKnowsIt_isInUntilHeLeaves() {
        Logins logins = logins();
        String shown = logins.letIn(logins.newToken());

        assertThat(logins.isInside(shown)).isTrue();
        assertThat(logins.isInside("other")).isFalse();

        logins.letOut(shown);
        assertThat(logins.isInside(shown)).isFalse();
    }

    @Test
    void login_afterItsLife_isOver() {
        Logins logins = logins();
        String shown = logins.letIn(logins.newToken());
        now.updateAndGet(instant -> instant.plus(Logins.LIFE));

        assertThat(logins.isInside(shown)).isFalse();
    }

    @Test
    void login_afterARestart_stillCounts() {
        Logins before = logins();
        String token = before.newToken();
        String shown = before.letIn(token);
        Logins after = logins();

        assertThat(after.hasToken()).isTrue();
        assertThat(after.isToken(token)).isTrue();
        assertThat(after.isInside(shown)).isTrue();
    }

    @Test
    void newToken_takesTheOldOneAndAllWhoAreIn() {
        Logins logins = logins();
        String old = logins.newToken();
        String shown = logins.letIn(old);
        logins.newToken();

        assertThat(logins.isToken(old)).isFalse();
        assertThat(logins.isInside(shown)).isFalse();
    }

    @Test
    void noToken_letsNobodyIn() {
        assertThat(logins().isToken("")).isFalse();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> logins().letIn(""))
                .matches(refused -> refused.status() == 401);
    }

    @Test
    void wrongTokens_tooMany_areWaitedOut() {
        Logins logins = logins();
        String token = logins.newToken();
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> logins.letIn("wrong"))
                    .matches(refused -> refused.status() == 401);
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> logins.letIn("wrong"))
                .matches(refused -> refused.status() == 429);
        assertThat(logins.isInside(logins.letIn(token))).isTrue();

        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(61)));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> logins.letIn("wrong"))
                .matches(refused -> refused.status() == 401);
    }

    @Test
    void file_holdsNoSecretAndIsItsOwners() throws IOException {
        Logins logins = logins();
        String token = logins.newToken();
        String shown = logins.letIn(token);
        Path file = folder.resolve("logins.json");

        assertThat(Files.readString(file)).doesNotContain(token, shown);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void server_withLogin_wantsTheTokenOrWhatItGave() {
        Logins logins = logins();
        String token = logins.newToken();
        try (Door door = Door.open(folder, Door.SETTINGS.withLogins(logins, Door.SETTINGS.http()))) {
            assertThat(door.get("/api/sessions").code()).isEqualTo("login_needed");
            assertThat(door.get("/api/sessions/events").status()).isEqualTo(401);
            assertThat(door.get("/metrics").status()).isEqualTo(401);
            assertThat(door.get("/healthz").status()).isEqualTo(200);
            assertThat(door.get("/").status()).isEqualTo(200);
            assertThat(Door.names(door.get("/api/status").json())).containsExactly("login_needed");

            Answer wrong = door.change("POST", "/api/login", "{\"token\":\"x\"}");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.header("set-cookie")).isEmpty();

            Answer in = door.change("POST", "/api/login", "{\"token\":\"" + token + "\"}");
            assertThat(in.status()).isEqualTo(204);
            assertThat(in.header("set-cookie"))
                    .contains("HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain(token);

            String cookie = in.header("set-cookie").split(";", 2)[0];
            assertThat(door.get("/api/sessions", "Cookie", "a=b; " + cookie).status())
                    .isEqualTo(200);
            assertThat(door.get("/api/status", "Cookie", cookie).json().path("login_used"))
                    .hasToString("true");
            assertThat(door.get("/api/sessions", "Authorization", "Bearer " + token)
                            .status())
                    .isEqualTo(200);
            assertThat(door.get("/api/sessions", "Authorization", "Bearer x").status())
                    .isEqualTo(401);
            assertThat(door.change("POST", "/api/logout", "", "Cookie", cookie).status())
                    .isEqualTo(204);
            assertThat(door.get("/api/sessions", "Cookie", cookie).status()).isEqualTo(401);
        }
    }

    @Test
    void login_behindAProxyThatSpeaksHttps_isShownOverHttpsOnly() {
        Logins logins = logins();
        String token = logins.newToken();
        WebSettings settings =
                Door.SETTINGS.withLogins(logins, Door.SETTINGS.http()).withTlsBefore();
        try (Door door = Door.open(folder, settings)) {
            Answer in = door.change("POST", "/api/login", "{\"token\":\"" + token + "\"}");

            assertThat(in.header("set-cookie")).endsWith("; Secure");
        }
    }

    @Test
    void login_longerThanAnyToken_isRefused() {
        try (Door door = Door.open(folder)) {
            String body = "{\"token\":\"" + "x".repeat(4096) + "\"}";

            assertThat(door.change("POST", "/api/login", body).code()).isEqualTo("body_too_large");
        }
    }

    @Test
    void wrongTokens_sentWithRequests_countAsThoseOfLogins() {
        Logins logins = logins();
        String token = logins.newToken();
        try (Door door = Door.open(folder, Door.SETTINGS.withLogins(logins, Door.SETTINGS.http()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(door.get("/api/sessions", "Authorization", "Bearer wrong")
                                .status())
                        .isEqualTo(401);
            }

            assertThat(door.get("/api/sessions", "Authorization", "Bearer wrong")
                            .status())
                    .isEqualTo(429);
            assertThat(door.get("/api/sessions", "Authorization", "Bearer " + token)
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions/events", "/api/sessions/s-1/events"})
    void login_thatEnds_endsItsStreams(String path) {
        Logins logins = logins();
        String token = logins.newToken();
        WebSettings settings = Door.SETTINGS.withLogins(logins, Door.SETTINGS.http());
        try (Door door = Door.open(folder, settings.withPing(Duration.ofMillis(50)))) {
            door.keep("s-1", "Rivers");
            String leaves = Guard.COOKIE + "=" + logins.letIn(token);
            String expires = Guard.COOKIE + "=" + logins.letIn(token);
            try (Events left = door.events(path, "Cookie", leaves);
                    Events over = door.events(path, "Cookie", expires);
                    Events ofAProgram = door.events(path, "Authorization", "Bearer " + token)) {
                left.upTo("caught_up");
                over.upTo("caught_up");
                door.change("POST", "/api/logout", "", "Cookie", leaves);
                assertThat(left.rest()).allMatch(event -> event.type().equals("comment"));
                over.upTo("comment");

                now.updateAndGet(instant -> instant.plus(Logins.LIFE));
                assertThat(over.rest()).allMatch(event -> event.type().equals("comment"));
                ofAProgram.upTo("caught_up");
                ofAProgram.upTo("comment");
            }
        }
    }
}
