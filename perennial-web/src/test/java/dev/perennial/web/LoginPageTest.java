package dev.perennial.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.perennial.web.page.Chromium;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Coming in and going out in a browser, with the server that does it. */
class LoginPageTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    private Path folder;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private Logins logins;
    private String token;
    private Door door;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        logins = Logins.open(folder.resolve("logins.json"), NOON);
        token = logins.newToken();
        door = Door.open(folder, Door.SETTINGS.withLogins(logins, Door.SETTINGS.http()));
        door.keep(
                "s-one",
                "The first",
                Door.entry(1, "session", ",\"model\":\"m\",\"simulated\":false,\"folder\":\"/\""),
                Door.entry(2, "user", ",\"text\":\"hello\""));
        context = CHROMIUM.browser().newContext();
        page = newTab();
    }

    @AfterEach
    void close() {
        context.close();
        door.close();
        assertThat(errors).as("errors of scripts").isEmpty();
    }

    private Page newTab() {
        Page tab = context.newPage();
        tab.onPageError(errors::add);
        tab.setDefaultTimeout(15_000);
        return tab;
    }

    private static Locator field(Page tab) {
        return tab.getByLabel("Token");
    }

    private void logIn(String with) {
        field(page).fill(with);
        page.keyboard().press("Enter");
    }

    private void loggedIn() {
        page.navigate(door.uri("/#/s-one").toString());
        logIn(token);
        assertThat(page.locator(".said")).hasText("hello");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void wrongToken_isSaid_andTheRightOneLetsIn() {
        page.navigate(door.uri("/#/s-one").toString());
        assertThat(field(page)).isFocused();
        assertThat(page.locator(".said")).hasCount(0);
        assertThat(page).hasTitle("Perennial");

        logIn("wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not the token");
        assertThat(field(page)).isFocused();
        logIn("  " + token + " ");

        assertThat(page.locator(".said")).hasText("hello");
        assertThat(page.locator("textarea")).isFocused();
        assertThat(page).hasTitle("The first · Perennial");
        page.reload();
        assertThat(page.locator(".said")).hasText("hello");
    }

    @Test
    void cookie_cannotBeReadByScripts_norSentByOtherSites() {
        loggedIn();

        Cookie cookie = context.cookies().getFirst();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.value).doesNotContain(token);
        assertThat(page.evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .asString()
                .doesNotContain(token, cookie.value);
        assertThat(page.content()).doesNotContain(token);
    }

    @Test
    void tooManyWrongTokens_areCountedDown_whileTheRightOneLetsIn() {
        page.clock().install();
        page.navigate(door.uri("/#/s-one").toString());
        for (int i = 0; i < 10; i++) {
            door.change("POST", "/api/login", "{\"token\":\"wrong\"}");
        }
        logIn("wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too many wrong tokens");
        assertThat(page.getByRole(AriaRole.TIMER)).hasText(Pattern.compile("(60|59) s left"));

        page.clock().fastForward(20_000);
        assertThat(page.getByRole(AriaRole.TIMER)).hasText(Pattern.compile("(40|39|38) s left"));
        page.clock().fastForward(45_000);
        assertThat(page.getByRole(AriaRole.TIMER)).hasCount(0);

        logIn("wrong");
        assertThat(page.getByRole(AriaRole.TIMER)).isVisible();
        logIn(token);
        assertThat(page.locator(".said")).hasText("hello");
    }

    @Test
    void logout_endsIt_inAllTabs_andForgetsWhatWasWritten() {
        loggedIn();
        Page other = newTab();
        other.navigate(door.uri("/#/s-one").toString());
        assertThat(other.locator(".said")).hasText("hello");
        page.locator("textarea").fill("a secret plan");

        button("Settings").click();
        button("Log out").click();

        assertThat(field(page)).isVisible();
        assertThat(context.cookies()).isEmpty();
        assertThat(page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"))
                .asString()
                .doesNotContain("a secret plan");
        assertThat(field(other)).isVisible();
        assertThat(other).hasTitle("Perennial");
        logIn(token);
        assertThat(page.locator(".said")).hasText("hello");
        assertThat(other.locator(".said")).hasText("hello");
        assertThat(page.locator("textarea")).hasValue("");
    }

    @Test
    void loginThatEndsInTheMiddle_leadsBackToWhereOneWas_andNothingWrittenIsLost() {
        loggedIn();
        page.locator("textarea").fill("not to be lost");
        token = logins.newToken();

        page.keyboard().press("Enter");
        assertThat(field(page)).isFocused();
        assertThat(page.locator(".said")).hasCount(0);
        assertThat(page.locator("login-view")).containsText("back where you were");
        logIn(token);

        assertThat(page.locator(".said")).hasText("hello");
        assertThat(page.locator("textarea")).hasValue("not to be lost");
        assertThat(page.locator("textarea")).isFocused();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> door.host().asked().contains("say s-one not to be lost"));
    }

    @Test
    void loginThatEndsWhileExchangesAreRead_leadsBackToThem() {
        loggedIn();
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Exchanges"))
                .click();
        assertThat(page.locator("session-exchanges")).isVisible();

        token = logins.newToken();
        assertThat(field(page)).isVisible();
        logIn(token);

        assertThat(page.locator("session-exchanges")).isVisible();
        assertThat(page.locator("session-header h1")).hasText("The first");
    }
}
