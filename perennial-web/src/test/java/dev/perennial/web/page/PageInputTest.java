package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void messageWhoseAnswerWasLost_isSentAgainUnderItsKey_andAnotherUnderItsOwn() {
        opened();
        context.route("**/messages", route -> {
            route.fetch();
            route.abort();
        });
        input().fill("first");
        input().press("Enter");
        assertThat(page.locator(".problem")).isVisible();
        input().press("Enter");
        page.waitForCondition(() -> keys().size() == 2);
        assertThat(page.locator(".problem")).isVisible();
        context.unroute("**/messages");
        input().fill("second");
        input().press("Enter");
        page.waitForCondition(() -> keys().size() == 3);

        assertThat(keys().get(1)).isNotEmpty().isEqualTo(keys().get(0));
        assertThat(keys().get(2)).isNotEmpty().isNotEqualTo(keys().get(0));
    }

    private List<String> keys() {
        return backstage.asked.stream().map(Backstage.Asked::key).toList();
    }

    @Test
    void whatIsTypedWhileAMessageIsSent_stays_alsoInTheSessionThatItBegins() {
        page.navigate(backstage.address());
        CompletableFuture<String> typed = new CompletableFuture<>();
        backstage.react(asked -> typed.join());
        input().fill("first");
        input().press("Enter");
        awaitAsked("POST", "/api/sessions");
        input().fill("first, and more");
        typed.complete("");

        assertThat(page.locator(".said")).hasText("first");
        assertThat(input()).hasValue("first, and more");
    }

    @Test
    void drafts_areOfTheirSession_andOutliveAReload() {
        backstage.session("s-two").title = "Two";
        opened();
        input().fill("for one");
        page.navigate(backstage.address() + "/#/s-two");
        assertThat(input()).hasValue("");
        input().fill("for two");
        page.reload();
        assertThat(input()).hasValue("for two");
        page.navigate(backstage.address() + "/#/s-one");
        assertThat(input()).hasValue("for one");
    }

    @Test
    void arrowUp_leavesWhatWasNotSent() {
        opened();
        input().fill("said");
        input().press("Enter");
        assertThat(input()).hasValue("");
        input().fill("not sent");
        input().press("Home");
        input().press("ArrowUp");
        assertThat(input()).hasValue("not sent");
        input().fill("");
        input().press("ArrowUp");
        assertThat(input()).hasValue("said");
        input().press("End");
        input().press("ArrowDown");
        assertThat(input()).hasValue("");
    }

    @Test
    void browserThatKeepsNothing_sendsAllTheSame() {
        page.addInitScript("for (const name of ['localStorage', 'sessionStorage'])"
                + " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } })");
        opened();
        input().fill("first");
        input().press("Enter");
        awaitAsked("POST", "/s-one/messages");
        assertThat(input()).hasValue("");
    }

    @Test
    void deletedSession_isForgotten() {
        opened();
        input().fill("secret");
        input().press("Enter");
        assertThat(input()).hasValue("");
        page.getByLabel("More about One").click();
        page.getByText("Delete", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Delete for good?").click();
        assertThat(page.locator("welcome-view")).isVisible();

        assertThat(page.evaluate("localStorage.getItem('perennial.said')")).isEqualTo("[]");
    }
}
