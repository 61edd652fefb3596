package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page as something that is left open all day. */
class PageEnduranceTest extends OnPage {

    private static final int LENGTH = 40_000;
    private static final String ANSWER = MarkdownShapes.Endless.PROSE.text(LENGTH);
    private static final int PARAGRAPHS = ANSWER.split("\n\n", -1).length - 1;

    /** Counts who listens to the window and the document, which stay as long as the page. */
    private static final String COUNT_LISTENERS = """
            window.listening = 0;
            for (const target of [window, document]) {
              const { addEventListener, removeEventListener } = target;
              target.addEventListener = (...all) => { window.listening++; addEventListener.apply(target, all); };
              target.removeEventListener = (...all) => { window.listening--; removeEventListener.apply(target, all); };
            }
            """;

    private static final String HELD = """
            async () => {
              await new Promise(resolve => setTimeout(resolve));
              gc();
              const { usedJSHeapSize } = performance.memory;
              return { bytes: usedJSHeapSize, elements: document.querySelectorAll('*').length, listeners: window.listening };
            }
            """;

    /** What the page holds once the browser let go of what nobody holds. */
    private record Held(long bytes, long elements, long listeners) {}

    private Held held() {
        Map<?, ?> held = (Map<?, ?>) page.evaluate(HELD);
        return new Held(number(held.get("bytes")), number(held.get("elements")), number(held.get("listeners")));
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private void answers(Told session, int from, int to) {
        for (int i = from; i < to; i++) {
            session.user("go on").answer();
            IntStream.range(0, LENGTH / 16).forEach(at -> session.text(ANSWER.substring(at * 16, at * 16 + 16)));
            session.whole(ANSWER);
            assertThat(texts()).hasCount(i + 1);
            assertThat(page.locator(".md.growing")).hasCount(0);
            assertThat(texts().last().locator("p")).hasCount(PARAGRAPHS);
        }
    }

    @Test
    void twentyLongAnswers_takeTheRoomOfWhatTheySay() {
        page.addInitScript(COUNT_LISTENERS);
        Told session = opened();
        answers(session, 0, 5);
        Held first = held();
        answers(session, 5, 20);
        Held last = held();

        assertThat(last.bytes() - first.bytes()).isLessThan(15L * 6 * LENGTH);
        assertThat(last.elements()).isLessThan(first.elements() * 20 / 5);
        assertThat(last.listeners()).isEqualTo(first.listeners());
    }

    @Test
    void sessionsThatWereLeft_areLetGo() {
        page.addInitScript(COUNT_LISTENERS);
        IntStream.range(0, 4)
                .forEach(i -> backstage.session("s-" + i).user("go").answer().whole(ANSWER));
        page.navigate(backstage.address());
        assertThat(page.locator("session-list li")).hasCount(4);
        Held first = held();

        IntStream.range(0, 4).forEach(this::visit);
        page.evaluate("location.hash = '#/'");
        assertThat(page.locator("welcome-view")).isVisible();

        page.waitForCondition(() -> {
            held();
            return page.evaluate("left.filter(one => one.deref()).length").equals(0);
        });
        Held last = held();
        assertThat(last.listeners()).isEqualTo(first.listeners());
        assertThat(last.elements()).isLessThan(first.elements() + 50);
    }

    /** Looks at a session, and remembers it in a way that does not keep it. */
    private void visit(int i) {
        page.evaluate("id => { location.hash = `#/${id}`; }", "s-" + i);
        assertThat(texts().locator("p")).hasCount(PARAGRAPHS);
        page.evaluate("""
                () => {
                  const { store } = document.querySelector('perennial-app');
                  const shown = document.querySelector('markdown-text');
                  (window.left ??= []).push(new WeakRef(store), new WeakRef(store.state), new WeakRef(shown));
                }
                """);
    }

    @Test
    void lidThatWasClosedForTenMinutes_changesNothing() {
        page.clock().install();
        Told session = opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");

        backstage.stuck = true;
        session.text("two ");
        page.clock().fastForward(600_000);
        assertThat(page.locator(".banner.offline")).isVisible();
        session.whole("one two three");
        backstage.stuck = false;
        page.clock().runFor(10_000);

        assertThat(texts()).hasText("one two three");
        assertThat(page.locator(".banner.offline")).hasCount(0);
        assertThat(backstage.resumedBehind).last().isEqualTo("6");
    }

    @Test
    void twoTabs_workInOneSession_eachWithItsOwnDraft() {
        Told session = opened().user("go").begin();
        session.call("t1", "bash", Told.json("{'command':'touch a'}"))
                .end("tool_use")
                .asks("t1", "bash", "touch a");
        Page other = context.newPage();
        other.setDefaultTimeout(15_000);
        other.navigate(backstage.address() + "/#/s-one");
        backstage.react(asked -> session.tell("permission_given", "{'id':'t1','answer':'once'}"));
        assertThat(page.locator(".permission")).isVisible();
        assertThat(other.locator(".permission")).isVisible();
        input().fill("here");
        other.locator("textarea").fill("there");

        other.locator(".permission button").first().click();

        assertThat(page.locator(".permission")).hasCount(0);
        assertThat(other.locator(".permission")).hasCount(0);
        page.reload();
        other.reload();
        assertThat(input()).hasValue("here");
        assertThat(other.locator("textarea")).hasValue("there");
    }
}
