package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the page stays in touch with what is behind it. */
class PageConnectionTest extends OnPage {

    private void see(String state) {
        page.evaluate(
                "state => { Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                state);
    }

    @Test
    void pageThatNobodySees_givesItsConnectionBack_andMissesNothing() {
        page.clock().install();
        Told session = opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");

        see("hidden");
        page.clock().fastForward(6_000);
        page.waitForCondition(() -> backstage.followers.get() == 0);
        session.text("two");
        see("visible");

        page.clock().runFor(1_000);
        assertThat(texts()).hasText("one two");
        assertThat(page.locator(".banner.offline")).hasCount(0);
    }

    @Test
    void loginThatIsOver_isAskedForAgain_andTheSessionGoesOn() {
        Told session = opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");
        input().fill("not sent");

        backstage.locked = true;
        assertThat(page.locator("login-view")).isVisible();
        page.locator("login-view input").fill("token");
        button("Log in").click();

        assertThat(texts()).hasText("one");
        session.text("two");
        assertThat(texts()).hasText("one two");
        assertThat(page.locator("session-list li")).hasCount(1);
        assertThat(input()).hasValue("not sent");
    }

    @Test
    void loginInAnotherTab_isEnough() {
        opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");
        backstage.locked = true;
        assertThat(page.locator("login-view")).isVisible();

        backstage.locked = false;
        assertThat(texts()).hasText("one");
    }

    @Test
    void eventThatCannotBeRead_isSaid_andThoseBehindItAreShown() {
        Told session = opened().user("go").answer().text("one ");
        session.tell("block", "{'raw':'{broken'}")
                .tell("block", "{'block':null}")
                .text("two");

        assertThat(texts()).hasText("one two");
        assertThat(page.locator(".notice")).hasCount(2);
        assertThat(page.locator(".notice").first()).hasText("Entry 7 of the journal cannot be read.");
        assertThat(page.locator(".banner.offline")).hasCount(0);
    }

    @Test
    void runWhoseProcessIsGone_isNotTakenForOneThatGoesOn_andIsGoneOnWith() {
        Told session = opened().user("go").answer().text("one ");
        session.state = "interrupted";
        backstage.react(asked -> {
            session.state = "running";
            session.tell("reopened", "{}").text("two");
        });

        assertThat(page.locator(".outcome")).containsText("Interrupted");
        assertThat(button("Stop")).hasCount(0);
        button("Go on").click();

        awaitAsked("POST", "/s-one/retry");
        assertThat(page.locator(".outcome")).hasCount(0);
        assertThat(button("Stop")).isVisible();
        assertThat(texts()).hasText("one two");
    }

    @Test
    void eventsThatAreToldAnewFromTheirBeginning_takeThePlaceOfWhatWasShown() {
        Told session = opened().user("go").answer().text("lost with the machine");
        assertThat(texts()).hasText("lost with the machine");

        session.lose();
        session.user("go").answer().text("told anew");

        assertThat(texts()).hasText("told anew");
    }
}
