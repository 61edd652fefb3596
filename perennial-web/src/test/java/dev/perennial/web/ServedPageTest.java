package dev.perennial.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.perennial.web.page.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page as it is served, in a browser that keeps to its policy. */
class ServedPageTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    @Test
    void page_runsUnderItsPolicy_andShowsWhatIsInTheJournal() {
        List<String> complaints = new CopyOnWriteArrayList<>();
        try (Door door = Door.open(folder);
                Page page = CHROMIUM.browser().newPage()) {
            page.onConsoleMessage(message -> {
                if (!message.type().equals("log")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            door.keep(
                    "s-one",
                    "The first",
                    Door.entry(1, "session", ",\"model\":\"m\",\"simulated\":false,\"folder\":\"/\""),
                    Door.entry(2, "user", ",\"text\":\"hello\""),
                    Door.entry(3, "response", ",\"request_id\":\"r\",\"message\":{}"),
                    Door.entry(4, "block", ",\"block\":{\"type\":\"text\",\"text\":\"```java\\nint x = 1;\\n```\"}"));

            page.navigate(door.uri("/#/s-one").toString());

            assertThat(page.locator("session-header h1")).hasText("The first");
            assertThat(page.locator(".said")).hasText("hello");
            assertThat(page.locator("figure.code .hljs-number")).hasText("1");
            page.locator("textarea").fill("and on");
            page.keyboard().press("Enter");
            page.waitForCondition(() -> door.host().asked().contains("say s-one and on"));
            assertThat(complaints).isEmpty();
        }
    }
}
