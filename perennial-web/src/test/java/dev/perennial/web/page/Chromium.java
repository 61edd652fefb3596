package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browser that is installed, one for a class of tests. */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {

    /** What is to come comes, but a page that comes to nothing ends its test; after a cut the page may itself wait 8 s. */
    static final double GUARD_MILLIS = 60_000;

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = program();
        assertThat(program.isPresent() || !Boolean.parseBoolean(System.getenv("CI")))
                .as("Chromium has to be installed in CI: see .ci/run")
                .isTrue();
        assumeTrue(program.isPresent(), "Chromium is not installed; .ci/run says how");
        PlaywrightAssertions.setDefaultAssertionTimeout(GUARD_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program.get())
                        .setTimeout(GUARD_MILLIS)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--enable-precise-memory-info",
                                "--js-flags=--expose-gc",
                                "--host-resolver-rules=MAP garden.test 127.0.0.1")));
    }

    private static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The browser, while tests of the class run. */
    public Browser browser() {
        if (browser == null) {
            throw new IllegalStateException("no test of the class has begun");
        }
        return browser;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
