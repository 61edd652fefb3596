package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test on an open page, with what is behind it. No script may fail. */
abstract class OnPage {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    final Backstage backstage = new Backstage();
    final List<String> errors = new CopyOnWriteArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeEach
    final void open() {
        context = CHROMIUM.browser().newContext(new NewContextOptions().setViewportSize(1200, 800));
        page = context.newPage();
        page.onPageError(errors::add);
        page.setDefaultTimeout(Chromium.GUARD_MILLIS);
    }

    @AfterEach
    final void close() {
        context.close();
        backstage.close();
        assertThat(errors).as("errors of scripts").isEmpty();
    }

    final Told opened() {
        Told session = backstage.session("s-one");
        session.title = "One";
        page.navigate(backstage.address() + "/#/s-one");
        return session;
    }

    final Locator texts() {
        return page.locator("markdown-text");
    }

    final Locator input() {
        return page.locator("textarea");
    }

    final Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    final void awaitTrue(String expression) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    final void awaitAsked(String method, String end) {
        page.waitForCondition(() -> backstage.asked(method, end).isPresent());
    }
}
