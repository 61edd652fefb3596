package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is typed and pressed on the page does what was meant, and nothing of it is lost. */
class PageInputTest extends OnPage {

    /** Remembers what an element shows, however soon it shows something else. */
    private static final String REMEMBER = """
            e => {
              e.shown = [];
              new MutationObserver(() => e.shown.push(e.textContent)).observe(e, { childList: true });
            }
            """;

    @Test
    void frameThatShowsAKey_drawsNoText_andTheNextOneDoes() {
        opened();
        Object drawn = page.evaluate("""
                async () => {
                  const { drawSoon } = await import('/page/view/drawing.js');
                  const keyIn = [2, 3, 4, 5];
                  const drawn = [];
                  let frame = 0;
                  while (++frame < 8) {
                    drawSoon({ draw: () => drawn.push(frame) });
                    keyIn.includes(frame) && dispatchEvent(new KeyboardEvent('keydown'));
                    await new Promise(requestAnimationFrame);
                  }
                  return drawn;
                }
                """);
        assertThat(drawn).isEqualTo(List.of(1, 3, 3, 5, 5, 6, 7));
    }

    @Test
    void plainHttpFromAnotherMachine_isEnoughToSaySomething() {
        backstage.session("s-one").user("go").answer().whole("```sh\nls\n```");
        page.navigate(backstage.address().replace("127.0.0.1", "garden.test") + "/#/s-one");
        assertThat(page.evaluate("isSecureContext")).isEqualTo(false);

        input().fill("and this");
        input().press("Enter");
        awaitAsked("POST", "/s-one/messages");
        page.locator(".copy").evaluate(REMEMBER);
        page.locator(".copy").click();
        awaitTrue("document.querySelector('.copy').shown.includes('Copied')");
    }

    @Test
    void whatIsTypedBeforeThePageKnowsHowThingsStand_isSaidInTheSessionOfItsAddress() {
        CompletableFuture<String> known = new CompletableFuture<>();
        backstage.beforeStatus = known::join;
        opened();
        input().fill("first");
        known.complete("");

        assertThat(page.locator("session-list li")).hasCount(1);
        assertThat(input()).isFocused();
        assertThat(input()).hasValue("first");
        input().press("Enter");
        awaitAsked("POST", "/s-one/messages");
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

    private Told working() {
        Told session = opened().user("go").answer().text("working");
        assertThat(button("Stop")).isVisible();
        assertThat(input()).isFocused();
        return session;
    }

    private Told asking() {
        Told session = opened().user("go").begin();
        session.call("t1", "bash", Told.json("{'command':'rm a'}"))
                .end("tool_use")
                .asks("t1", "bash", "rm a");
        assertThat(page.locator(".permission")).isVisible();
        assertThat(input()).isFocused();
        return session;
    }

    @Test
    void escape_inAFieldThatIsThereForSomethingElse_stopsNothing() {
        asking();
        page.getByLabel("Search sessions").press("Escape");
        page.locator("session-header h1 button").click();
        page.getByLabel("Title").press("Escape");
        assertThat(page.locator("session-header h1 button")).isFocused();
        button("No …").click();
        page.locator(".permission input").press("Escape");
        assertThat(page.locator(".permission input")).hasCount(0);
        page.getByLabel("More about One").click();
        page.keyboard().press("Escape");
        assertThat(page.getByLabel("More about One")).isFocused();

        page.locator(".permission").press("y");
        awaitAsked("POST", "/permissions/t1");
        assertThat(backstage.asked("POST", "/interrupt")).isEmpty();
    }

    @Test
    void escape_thatEndsAWordBeingComposed_stopsNothing() {
        working();
        page.evaluate("document.querySelector('textarea').dispatchEvent("
                + "new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing: true }))");
        input().fill("more");
        input().press("Enter");

        awaitAsked("POST", "/messages");
        assertThat(backstage.asked("POST", "/interrupt")).isEmpty();
    }

    @Test
    void yes_isSaidOnlyFromTheQuestion_andOnce() {
        asking();
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("y");
        page.keyboard().press("e");
        page.keyboard().press("e");
        assertThat(backstage.asked("POST", "/permissions/t1")).isEmpty();

        page.keyboard().press("p");
        assertThat(page.locator(".permission")).isFocused();
        page.keyboard().press("y");
        page.keyboard().press("y");
        awaitAsked("POST", "/permissions/t1");
        assertThat(input()).isFocused();
        assertThat(backstage.asked).hasSize(1);
    }

    @Test
    void question_thatComesAgain_canBeAnsweredAgain() {
        Told session = asking();
        button("Allow once").click();
        awaitAsked("POST", "/permissions/t1");
        session.tell("reopened", "{}").asks("t1", "bash", "rm b");
        assertThat(page.locator(".permission")).containsText("rm b");

        button("Allow once").click();
        page.waitForCondition(() -> backstage.asked.size() == 2);
    }

    @Test
    void lettersAreNoShortcuts_whereTheUserDoesNotWantThem() {
        working();
        button("Settings").click();
        button("Off").click();
        button("Close").click();
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("e");
        page.keyboard().press("End");
        assertThat(page.locator("session-exchanges")).hasCount(0);

        button("Settings").click();
        button("On").click();
        button("Close").click();
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("e");
        assertThat(page.locator("session-exchanges")).isVisible();
    }
}
