package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.web.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The key that is entered on the page, and what is said of wrong settings. */
@Timeout(60)
final class PageWorkplaceTest {

    private static final String GOOD = "good-key-1234";
    private static final String BAD = "bad-key-12345";

    @TempDir
    private Path folder;

    private final List<String> keptWhenAsked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Surroundings surroundings;
    private HostParts parts;
    private SessionKeeper keeper;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", this::answer);
        server.start();
        String api = "http://127.0.0.1:" + server.getAddress().getPort();
        surroundings = WithoutTerminal.in(folder, Map.of("HOME", folder.toString(), "ANTHROPIC_BASE_URL", api));
        Settings settings = surroundings.settings().load(Map.of());
        keeper = SessionKeeper.of(surroundings, settings);
        RunningMarks marks = new RunningMarks(surroundings.home().resolve("marks"));
        parts = new HostParts(keeper, marks, GovernorSetting.of(settings, event -> {}), surroundings);
    }

    @AfterEach
    void close() {
        parts.close();
        keeper.close();
        server.stop(0);
    }

    private PageWorkplace workplace(Map<Setting, String> given) {
        return new PageWorkplace(surroundings, new PageSettings(surroundings, given), parts);
    }

    private void answer(HttpExchange exchange) throws IOException {
        keptWhenAsked.add(PageKey.of(surroundings).read().orElse(""));
        boolean good = exchange.getRequestHeaders().values().toString().contains(GOOD);
        String refusal = "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"no\"}}";
        byte[] body = (good ? "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}" : refusal)
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(good ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void key_thatTheServerRefuses_neverTakesThePlaceOfTheGoodOne() {
        PageWorkplace workplace = workplace(Map.of());
        assertThat(workplace.keepKey(GOOD).path("key").path("state").asText()).isEqualTo("valid");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workplace.keepKey(BAD))
                .matches(refused -> refused.code().equals("key_invalid"));

        assertThat(keptWhenAsked).containsExactly("", GOOD);
        assertThat(PageKey.of(surroundings).read()).hasValue(GOOD);
        assertThat(workplace.status().path("key").path("state").asText()).isEqualTo("valid");
    }

    @Test
    void settingsThatCannotBeUsed_areToldInTheWordsOfTheApi() throws IOException {
        PageWorkplace workplace = workplace(Map.of());
        Path damaged = surroundings.home().resolve("web").resolve("settings.json");
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "{");

        for (Runnable request : List.<Runnable>of(
                () -> workplace.keepKey(GOOD),
                workplace::settings,
                () -> workplace.changeSettings(
                        JsonNodeFactory.instance.objectNode().put("model", "claude-haiku-4-5")))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(request::run)
                    .matches(refused -> refused.status() == 422)
                    .withMessageContaining(damaged.toString());
        }
        assertThat(workplace.models().path("source").asText()).isEqualTo("catalogue");
        assertThat(workplace.status().path("trouble").asText()).contains(damaged.toString());
        assertThat(PageKey.of(surroundings).read()).isEmpty();
    }

    @Test
    void models_withSettingsThatMakeNoClient_areThoseOfTheCatalogue() {
        PageWorkplace workplace = workplace(Map.of(Setting.CA_CERTIFICATES, "missing.pem"));

        assertThat(workplace.models().path("source").asText()).isEqualTo("catalogue");
    }
}
