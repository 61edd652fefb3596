package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.web.Door.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page, and what the browser is told of them. */
@Timeout(60)
final class PageFilesTest {

    @TempDir
    private Path folder;

    @Test
    void page_hasAPolicyThatNeedsNothingElse() {
        try (Door door = Door.open(folder)) {
            Answer page = door.get("/");
            String policy = page.header("content-security-policy");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-type")).startsWith("text/html");
            assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @Test
    void importMap_isNamedByItsHash() {
        assertThat(ImportMaps.hashes("<head><script type=\"importmap\">{}</script></head>"))
                .isEqualTo(" 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='");
        assertThat(ImportMaps.hashes("<script type=\"module\" src=\"a.js\"></script>"))
                .isEmpty();
    }

    @Test
    void page_thatIsStillTheSame_isNotSentAgain() {
        try (Door door = Door.open(folder)) {
            Answer page = door.get("/");
            Answer again = door.get("/", "If-None-Match", page.header("etag"));

            assertThat(page.header("cache-control")).isEqualTo("no-cache");
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/../Api.class",
                "/page/%2e%2e/openapi.json",
                "/page/..%2fopenapi.json",
                "/openapi.json",
                "/page/",
                "/page//index.html",
                "/_static/../../dev/perennial/web/openapi.json",
                "/webjars/..%5c..%5clogback.xml",
                "/page/index.html%00.js",
                "/logback.xml",
                "/META-INF/MANIFEST.MF"
            })
    void path_thatLeadsElsewhere_leadsNowhere(String path) {
        try (Door door = Door.open(folder)) {
            assertThat(door.get(path).status()).isIn(400, 404);
        }
    }

    @Test
    void page_changed_isRefused() {
        try (Door door = Door.open(folder)) {
            assertThat(door.change("POST", "/", "").status()).isEqualTo(405);
        }
    }

    @Test
    void server_tellsThatItLives() {
        try (Door door = Door.open(folder)) {
            assertThat(door.get("/healthz").body()).isEqualTo("ok\n");
            assertThat(door.get("/readyz").body()).isEqualTo("ready\n");
            assertThat(door.get("/metrics").body())
                    .contains("perennial_web_requests_total", "perennial_web_open_streams");
        }
    }
}
