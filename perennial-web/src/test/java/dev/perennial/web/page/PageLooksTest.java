package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the page shows, and where. */
class PageLooksTest extends OnPage {

    private static final String MOVES =
            "document.getAnimations().some(moving => moving.effect.getComputedTiming().iterations === Infinity)";

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
        awaitTrue("document.querySelector('dialog.lightbox img').naturalWidth === 1");
    }

    /** It would move what is typed two frames away: see the caret in markdown.css. */
    @Test
    void nothingMovesByItself_whileAnAnswerIsWritten() {
        Told session = opened().user("go");
        assertThat(page.locator(".activity .spinner")).isVisible();
        awaitTrue(MOVES);
        session.answer().text("Bees, and `honey`.\n\n```java\nint x;\n");

        assertThat(page.locator(".md.growing .code.writing")).isVisible();
        assertThat(page.locator("session-list .dot.running")).isVisible();
        awaitTrue("!(" + MOVES + ")");
        session.text("```\n\nand more");
        assertThat(page.locator(".md.growing p.writing")).isVisible();
        awaitTrue("!(" + MOVES + ")");
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

    @Test
    void longTable_keepsItsColumns_andItsWordsWhole() {
        page.setViewportSize(390, 800);
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> "| %d | tomatoes, basil | 2026-11-22 | well watered | leave alone |%n".formatted(i))
                .collect(Collectors.joining());
        opened().user("go").answer().whole("| a | b | c | d | e |\n|-|-|-:|-|-|\n" + rows);

        assertThat(page.locator(".md tbody tr")).hasCount(100);
        assertThat(page.locator(".md table.sliced tbody")).hasCount(3);
        assertThat(page.evaluate("""
                        () => {
                          const lefts = row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left)).join();
                          const rows = [...document.querySelectorAll('.md tr')];
                          const torn = rows.flatMap(row => [...row.cells]).filter(cell => cell.scrollWidth > cell.clientWidth);
                          const last = rows.at(-1).cells[1].getClientRects()[0].height;
                          return [new Set(rows.map(lefts)).size, torn.length, last < 70].join();
                        }
                        """)).isEqualTo("1,0,true");
    }

    @Test
    void longList_showsItsNumbersWhole() {
        String items =
                IntStream.range(1_000, 1_130).mapToObj("%d. item%n"::formatted).collect(Collectors.joining());
        opened().user("go").answer().whole(items);

        assertThat(page.locator(".md li")).hasCount(130);
        page.waitForCondition(() -> coloursLeftOf(page.locator(".md ol.slice").last()) > 1);
    }

    /** How many colours are seen right beside an element; at most one if there is nothing. */
    private long coloursLeftOf(Locator element) {
        BoundingBox box = element.boundingBox();
        try {
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
            Rectangle beside = new Rectangle((int) box.x - 12, (int) box.y, 10, (int) box.height)
                    .intersection(new Rectangle(seen.getWidth(), seen.getHeight()));
            return IntStream.range(beside.x, beside.x + beside.width)
                    .flatMap(x ->
                            IntStream.range(beside.y, beside.y + beside.height).map(y -> seen.getRGB(x, y)))
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void signsThatNobodySees_areShownInWhatIsToBeJudged() {
        Told session = opened();
        session.title = "a\u202eb\u200dc";
        session.user("go")
                .begin()
                .call("t1", "ba\u200bsh", Told.json("{}"))
                .end("tool_use")
                .asks("t1", "ba\u200bsh", "rm \u202etxt.a\u2066");

        assertThat(page.locator(".permission")).containsText("Use ba‹U+200B›sh?");
        assertThat(page.locator(".permission pre")).hasText("rm ‹U+202E›txt.a‹U+2066›");
        assertThat(page.locator("session-list .title")).hasText("a‹U+202E›b\u200dc");
        assertThat(page).hasTitle("a‹U+202E›b\u200dc · Perennial");
    }

    @Test
    void titleOfTheWindow_isThatOfTheSession() {
        backstage.session("s-two").title = "Two";
        opened();
        assertThat(page).hasTitle("One · Perennial");
        page.getByText("Two").click();
        assertThat(page).hasTitle("Two · Perennial");
        button("New session").click();
        assertThat(page).hasTitle("Perennial");
    }

    @Test
    void failedRun_showsWhatTheKeyIsWorth() {
        Told session = opened().user("go").answer().text("x");
        assertThat(texts()).hasText("x");
        backstage.refuseKey();
        session.result("rejected", "The key is not valid.");

        assertThat(page.locator(".banner").getByText("The API refuses the key."))
                .isVisible();
    }

    @Test
    void wheel_movedBackALittle_isNotTakenBack() {
        Told session = opened().user("go").answer();
        IntStream.range(0, 100).forEach(i -> session.text("line %d\n\n".formatted(i)));
        assertThat(texts().locator("p")).hasCount(100);
        assertThat(page.locator(".latest")).hasCount(0);
        page.locator(".scroller").hover();
        page.mouse().wheel(0, -20);

        assertThat(page.locator(".latest")).isVisible();
        session.text("more\n\n");
        assertThat(texts().locator("p")).hasCount(101);
        assertThat(page.locator(".latest")).isVisible();
        page.locator(".scroller").press("End");
        assertThat(page.locator(".latest")).hasCount(0);
    }

    @Test
    void phone_tellsOfTheKey() {
        opened();
        assertThat(page.locator("status-bar .key")).isHidden();
        page.setViewportSize(390, 844);

        assertThat(page.locator("status-bar .key")).hasText("No key");
        page.locator("status-bar .key").click();
        assertThat(page.getByLabel("API key")).isVisible();
    }
}
