package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is typed and pressed on the page does what was meant, and nothing of it is lost. */
class PageInputTest extends OnPage {

    @Test
    void plainHttpFromAnotherMachine_isEnoughToSaySomething() {
        backstage.session("s-one").user("go").answer().whole("```sh\nls\n```");
        page.navigate(backstage.address().replace("127.0.0.1", "garden.test") + "/#/s-one");
        assertThat(page.evaluate("isSecureContext")).isEqualTo(false);

        input().fill("and this");
        input().press("Enter");
        awaitAsked("POST", "/s-one/messages");
        page.locator(".copy").click();
        assertThat(page.locator(".copy")).hasText("Copied");
    }
}
