package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the page shows, and where. */
class PageLooksTest extends OnPage {

    @Test
    void pictures_areShownFromTheJournal_andEnlarged() {
        String picture = "{'type':'image','source':{'type':'base64','media_type':'image/png','data':{'sha256':'abc'}}}";
        opened().tell("user", "{'text':'look','images':[%s]}".formatted(picture))
                .begin()
                .call("t1", "camera", Told.json("{}"))
                .end("tool_use")
                .runs("t1", "camera", Told.json("{}"))
                .tell("tool_result", "{'id':'t1','name':'camera','content':[%s],'is_error':false}".formatted(picture));

        page.locator(".tool summary").click();
        assertThat(page.locator(".tool .thumb img")).hasAttribute("src", "/api/sessions/s-one/contents/abc");
        page.locator(".said .thumb").click();
        assertThat(page.locator("dialog.lightbox img")).isVisible();
        assertThat(page.evaluate("document.querySelector('dialog.lightbox img').naturalWidth"))
                .isEqualTo(1);
    }

    @Test
    void searchByKey_leavesTheLayoutOfAWideWindow() {
        opened();
        assertThat(input()).isFocused();
        Object before = page.evaluate("document.querySelector('main').getBoundingClientRect().left");
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("s");

        assertThat(page.getByLabel("Search sessions")).isFocused();
        assertThat(page.locator(".scrim")).isHidden();
        assertThat(page.evaluate("document.querySelector('main').getBoundingClientRect().left"))
                .isEqualTo(before);
    }
}
