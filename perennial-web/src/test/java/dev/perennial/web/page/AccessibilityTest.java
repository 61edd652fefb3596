package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What WCAG 2.2 asks at level AA, as far as a program can tell. */
class AccessibilityTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** Texts whose contrast with what is behind them is too small (1.4.3). */
    private static final String PALE = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const parse = color => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data].map((v, i) => (i === 3 ? v / 255 : v));
              };
              const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
              const behind = element => {
                const own = parse(getComputedStyle(element).backgroundColor);
                return own[3] > 0.99 ? own : over(own, element.parentElement ? behind(element.parentElement) : [255, 255, 255, 1]);
              };
              const light = c => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
                const v = c[i] / 255;
                return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
              }, 0);
              const pale = new Set();
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
                    || element.closest('.hidden-text, .skip, :disabled')) continue;
                const back = behind(element);
                const [a, b] = [light(over(parse(getComputedStyle(element).color), back)), light(back)].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                if (ratio < 4.5) pale.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${walker.currentNode.data.trim().slice(0, 30)}`);
              }
              return [...pale];
            }
            """;

    /** What can be used and has no name (4.1.2), or is too small to hit (2.5.8). */
    private static final String NAMELESS = """
            () => [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=tab]')]
              .filter(e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !e.closest('.skip'))
              .filter(e => {
                const name = e.ariaLabel || e.textContent.trim() || [...(e.labels ?? [])].map(l => l.textContent).join('').trim();
                const { width, height } = e.getBoundingClientRect();
                const inText = e.matches('.md a, input[type=checkbox]');
                return !name || (!inText && (width < 24 || height < 23.5) && !e.matches('.skip'));
              })
              .map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)} ${e.textContent.trim().slice(0, 20)}`)
            """;

    private final Backstage backstage = new Backstage();

    @BeforeEach
    void tell() {
        var input = Told.json("{'command':'make'}");
        Told session = backstage.session("s-one");
        session.title = "Everything at once";
        session.user("do it")
                .begin()
                .tell("block", "{'block':{'type':'thinking','thinking':'hm'}}")
                .call("t1", "bash", input)
                .end("tool_use")
                .runs("t1", "bash", input)
                .returns("t1", "bash", "made")
                .answer()
                .whole(
                        "# Head\n\nText with `code` and [a link](https://example.org)\n\n> quoted\n\n"
                                + "| a | b |\n|---|---|\n| 1 | 2 |\n\n```java\n/** doc */ int x = 1; // note\nString s = \"a\";\n```")
                .result("stalled", "The stream was silent.")
                .user("again")
                .begin()
                .tell("seam", "{'note':'resumed at once (cut)'}")
                .call("t2", "bash", input)
                .asks("t2", "bash", "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new");
        backstage.session("s-two").title = "Another";
    }

    @AfterEach
    void close() {
        backstage.close();
    }

    private BrowserContext context(ColorScheme scheme, int width) {
        return CHROMIUM.browser()
                .newContext(new NewContextOptions()
                        .setViewportSize(width, 844)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
    }

    private Page open(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(backstage.address() + "/#/s-one");
        page.locator(".permission").waitFor();
        page.locator("figure.code .hljs-comment").first().waitFor();
        return page;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void texts_standOutFromWhatIsBehindThem(ColorScheme scheme) {
        try (BrowserContext context = context(scheme, 1200)) {
            Page page = open(context);
            page.locator(".tool summary").first().click();
            page.locator(".thinking summary").first().click();
            page.locator(".seams summary").first().click();

            assertThat((List<?>) page.evaluate(PALE)).isEmpty();
            page.locator("textarea").evaluate("e => e.blur()");
            page.keyboard().press(",");
            page.getByLabel("Model").waitFor();
            assertThat((List<?>) page.evaluate(PALE)).isEmpty();
        }
    }

    @Test
    void whatCanBeUsed_hasANameAndASize() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200)) {
            Page page = open(context);

            assertThat((List<?>) page.evaluate(NAMELESS)).isEmpty();
        }
    }

    @Test
    void phone_showsAllWithoutScrollingSideways() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 390)) {
            Page page = open(context);

            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            assertThat(page.evaluate("(s => s.scrollWidth - s.clientWidth)(document.querySelector('.scroller'))"))
                    .isEqualTo(0);
            assertThat((List<?>) page.evaluate(NAMELESS)).isEmpty();
            page.getByLabel("Open the list of sessions").click();
            page.locator("session-list a.row").first().waitFor();
        }
    }

    @Test
    void focus_isSeen_andMotionIsNot() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200)) {
            Page page = open(context);
            page.locator("textarea").evaluate("e => e.blur()");
            for (int i = 0; i < 12; i++) {
                page.keyboard().press("Tab");
                Object seen = page.evaluate(
                        "(e => e.matches('textarea') || parseFloat(getComputedStyle(e).outlineWidth) >= 2)"
                                + "(document.activeElement)");
                assertThat(seen).as("focus on the %d. element", i + 1).isEqualTo(true);
            }
            assertThat(page.evaluate("document.getAnimations().filter(a => a.effect.getTiming().duration > 1).length"))
                    .isEqualTo(0);
        }
    }
}
