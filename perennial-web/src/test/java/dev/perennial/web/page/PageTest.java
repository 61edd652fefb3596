package dev.perennial.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do on the page, and what happens around them. */
class PageTest {

    /** What stands in the middle of the conversation. */
    private static final String READ = "document.elementsFromPoint(600, 400).find(e => e.tagName === 'P').textContent";

    /** Scrolls as who draws the scroll bar: the page hears of it before anything else happens, as scripts do not manage by themselves. */
    private static final String GO_BACK = """
            () => {
              const scroller = document.querySelector('.scroller');
              scroller.scrollTop -= 900;
              scroller.dispatchEvent(new Event('scroll'));
            }
            """;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final Backstage backstage = new Backstage();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = CHROMIUM.browser().newContext(new NewContextOptions().setViewportSize(1200, 800));
        page = newTab();
    }

    @AfterEach
    void close() {
        context.close();
        backstage.close();
        assertThat(errors).as("errors of scripts").isEmpty();
    }

    private Page newTab() {
        Page tab = context.newPage();
        tab.onPageError(errors::add);
        tab.setDefaultTimeout(Chromium.GUARD_MILLIS);
        return tab;
    }

    private Told opened() {
        Told session = backstage.session("s-one");
        session.title = "One";
        page.navigate(backstage.address() + "/#/s-one");
        return session;
    }

    private Locator texts() {
        return page.locator("markdown-text");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private boolean is(String expression) {
        return Boolean.TRUE.equals(page.evaluate(expression));
    }

    private void awaitAsked(String method, String end) {
        page.waitForCondition(() -> backstage.asked(method, end).isPresent());
    }

    @Test
    void firstStart_showsExamplesAndThatItIsSimulated() {
        page.navigate(backstage.address());

        assertThat(page.locator("welcome-view .examples button")).hasCount(4);
        assertThat(page.locator(".banner")).containsText("Simulated.");
        assertThat(page.locator("session-list .key")).hasText("No key");
        page.locator("welcome-view .examples button").first().click();
        assertThat(page.locator("textarea")).not().hasValue("");
        assertThat(page.locator("textarea")).isFocused();
    }

    @Test
    void whatIsSaid_beginsASession_andItsAnswerGrows() {
        page.navigate(backstage.address());
        page.locator("textarea").fill("Say hello");
        page.keyboard().press("Enter");

        assertThat(page.locator(".said")).hasText("Say hello");
        Told session = backstage.session("s-new");
        session.answer().text("Hel");
        assertThat(texts()).hasText("Hel");
        assertThat(page.locator(".md.growing")).hasCount(1);
        session.text("lo **you**");
        assertThat(texts().locator("strong")).hasText("you");
        session.whole("Hello **you**");
        assertThat(page.locator(".md.growing")).hasCount(0);
        assertThat(texts()).hasText("Hello you");
        assertThat(page.locator("status-bar")).containsText("cache 75 %");
        assertThat(page.locator("status-bar")).containsText("context 45 %");
        assertThat(page.locator("status-bar")).containsText("$0.50");
        assertThat(page.locator("status-bar")).containsText(Pattern.compile("in\\s+10k/40k"));
        assertThat(page.locator("status-bar")).containsText(Pattern.compile("out\\s+12k/16k"));
        assertThat(page.locator("textarea")).hasValue("");
    }

    @Test
    void reload_inMidStream_losesAndDoublesNothing() {
        Told session = opened().user("go").answer().text("one two ");
        assertThat(texts()).hasText("one two");

        page.reload();
        assertThat(texts()).hasText("one two");
        session.text("three");
        assertThat(texts()).hasText("one two three");
    }

    @Test
    void serverKilled_inMidStream_isToldAndTheStreamGoesOn() {
        Told session = opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");

        backstage.kill();
        assertThat(page.locator(".banner.offline")).containsText("Not connected");
        session.text("two ")
                .tell("seam", "{'note':'attempt 2 (killed)'}")
                .tell("notice", "{'code':'resumed','text':'resumed after 2 s (killed)'}")
                .text("three");
        backstage.restart();

        assertThat(texts()).hasText("one two three");
        assertThat(page.locator(".banner.offline")).hasCount(0);
        assertThat(page.locator(".seams summary")).hasText("Resumed after 2 s (killed)");
    }

    @Test
    void offlineAndBack_goesOnBehindWhatArrived() {
        Told session = opened().user("go").answer().text("one ");
        assertThat(texts()).hasText("one");

        context.setOffline(true);
        page.evaluate("dispatchEvent(new Event('offline'))");
        assertThat(page.locator(".banner.offline")).hasCount(1);
        session.text("two ").whole("one two three");
        context.setOffline(false);

        assertThat(texts()).hasText("one two three");
        assertThat(page.locator(".banner.offline")).hasCount(0);
    }

    @Test
    void twoTabs_showTheSame() {
        Told session = opened().user("go").answer().text("one ");
        Page other = newTab();
        other.navigate(backstage.address() + "/#/s-one");
        assertThat(other.locator("markdown-text")).hasText("one");

        session.text("two");

        assertThat(texts()).hasText("one two");
        assertThat(other.locator("markdown-text")).hasText("one two");
    }

    @Test
    void stop_byButtonAndByKey_keepsWhatArrived() {
        Told session = opened().user("go").answer().text("half a");
        assertThat(texts()).hasText("half a");
        backstage.react(asked -> {
            if (asked.path().endsWith("/interrupt")) {
                session.tell("stop", "{}")
                        .tell("response_broken", "{'cause':'cancelled','partial':{'content':[]}}")
                        .result("cancelled", "Stopped by the user.");
            }
        });

        page.locator("textarea").press("Escape");

        awaitAsked("POST", "/s-one/interrupt");
        assertThat(page.locator(".outcome")).containsText("Stopped");
        assertThat(texts()).hasText("half a");
        assertThat(button("Stop")).hasCount(0);
        button("Go on").click();
        awaitAsked("POST", "/s-one/messages");
    }

    @Test
    void inputWhileItWorks_isQueuedVisibly() {
        Told session = opened().user("go").answer().text("working");
        backstage.react(asked -> session.tell("queued", "{'text':'and this'}"));
        assertThat(button("Stop")).isVisible();

        page.locator("textarea").fill("and this");
        page.keyboard().press("Enter");

        assertThat(page.locator(".said.waits")).hasText("and this");
        session.tell("handed_over", "{'texts':['and this']}");
        assertThat(page.locator(".said.waits")).hasCount(0);
        assertThat(page.locator(".said").last()).hasText("and this");
    }

    @Test
    void permission_showsWhatWouldChange_andIsAnswered() {
        Told session = opened().user("go").begin();
        session.call("t1", "str_replace_based_edit_tool", Told.json("{'command':'create','path':'/work/a'}"))
                .end("tool_use")
                .asks("t1", "str_replace_based_edit_tool", "--- a\n+++ a\n@@ -1 +1 @@\n-old\n+new");
        assertThat(page.locator(".permission")).containsText("Make this change?");
        assertThat(page.locator(".diff .added").last()).hasText("+new");
        assertThat(page.locator(".diff .removed").last()).hasText("-old");

        button("No …").click();
        page.locator(".permission input").fill("not there");
        button("Do not allow").click();

        awaitAsked("POST", "/permissions/t1");
        assertThat(backstage.asked("POST", "/permissions/t1").orElseThrow().body())
                .isEqualTo(Told.json("{'answer':'no','reason':'not there'}"));
        session.tell("permission_given", "{'id':'t1','answer':'no'}");
        assertThat(page.locator(".permission")).hasCount(0);
    }

    @Test
    void runningTool_showsItsOutputAsItComes_andFoldsWhenItIsDone() {
        var input = Told.json("{'command':'make all'}");
        Told session = opened().user("go").begin().call("t1", "bash", input).end("tool_use");
        session.runs("t1", "bash", input).prints("t1", "line 1\n");

        assertThat(page.locator(".tool .output")).hasText("line 1");
        session.prints("t1", "line 2\n");
        assertThat(page.locator(".tool .output")).containsText("line 2");
        session.returns("t1", "bash", "line 1\nline 2");
        assertThat(page.locator(".tool.done")).not().hasAttribute("open", "");
        assertThat(page.locator(".tool .what")).hasText("make all");
        page.locator(".tool summary").click();
        assertThat(page.locator(".tool .output")).hasText("line 1\nline 2");
    }

    @Test
    void thinking_isFolded_andOpensOnDemand() {
        Told session = opened().user("go").begin();
        session.tell("block_started", "{'block':{'type':'thinking','thinking':''}}")
                .tell("thinking_delta", "{'text':'hm, well'}");

        assertThat(page.locator(".thinking summary")).containsText("Thinking");
        assertThat(page.locator(".thought")).isHidden();
        page.locator(".thinking summary").click();
        assertThat(page.locator(".thought")).hasText("hm, well");
    }

    @Test
    void failure_showsItsAdvice_keepsThePartialAnswer_andRetries() {
        opened().user("go")
                .answer()
                .text("half an answer")
                .tell("response_broken", "{'cause':'stalled','partial':{'content':[]}}")
                .result("stalled", "The stream was silent for 25 s.");

        assertThat(page.locator(".outcome")).containsText("The stream was silent for 25 s.");
        assertThat(page.locator(".outcome")).containsText("Retry goes on from there");
        assertThat(texts()).hasText("half an answer");
        button("Retry").click();
        awaitAsked("POST", "/s-one/retry");
    }

    @Test
    void hostileNamesAndOutputs_areText() {
        String hostile = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>";
        Told session = opened();
        session.title = hostile;
        var input = Told.json("{}").put("command", hostile);
        session.user(hostile)
                .answer()
                .text(hostile)
                .whole(hostile)
                .begin()
                .call("t1", "bash", input)
                .end("tool_use")
                .runs("t1", "bash", input)
                .prints("t1", hostile)
                .returns("t1", "bash", hostile)
                .begin()
                .call("t2", hostile, input)
                .asks("t2", hostile, hostile);

        assertThat(page.locator("session-list .title")).hasText(hostile);
        assertThat(page.locator("session-header h1")).containsText(hostile);
        assertThat(page.locator(".said")).hasText(hostile);
        assertThat(page.locator(".permission")).containsText(hostile);
        page.locator(".tool summary").click();
        assertThat(page.locator(".tool .output")).hasText(hostile);
        assertThat(page.locator("main img, main script, aside img, aside script"))
                .hasCount(0);
        assertThat(page.evaluate("window.hit ?? 'none'")).isEqualTo("none");
    }

    @Test
    void sessions_areSearchedRenamedAndDeleted() {
        backstage.session("s-bees").title = "Count the bees";
        opened();
        assertThat(page.locator("session-list li")).hasCount(2);

        page.getByLabel("Search sessions").fill("bee");
        assertThat(page.locator("session-list li")).hasCount(1);
        page.getByLabel("Search sessions").fill("");
        page.locator("session-header h1 button").click();
        page.getByLabel("Title").fill("Another");
        page.keyboard().press("Enter");
        assertThat(page.locator("session-header h1")).hasText("Another");

        page.getByLabel("More about Another").click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("Delete"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("Delete for good?"))
                .click();
        awaitAsked("DELETE", "/s-one");
        assertThat(page.locator("session-list li")).hasCount(1);
        assertThat(page.locator("welcome-view")).isVisible();
    }

    @Test
    void key_isEnteredOnce_andNeverShown() {
        page.navigate(backstage.address());
        button("Enter a key").click();
        page.getByLabel("API key").fill("sk-ant-secret");
        button("Keep").click();

        assertThat(page.locator("settings-drawer .beside strong")).hasText("Key valid · this page");
        assertThat(page.getByLabel("API key")).hasValue("");
        assertThat(page.content()).doesNotContain("sk-ant-secret");
    }

    @Test
    void settings_offerWhatTheModelTakes_andAreChanged() {
        opened();
        button("Settings").click();
        Locator effort = page.getByLabel("Effort");

        assertThat(effort.locator("option")).hasText(new String[] {"default", "low", "high"});
        effort.selectOption("high");
        awaitAsked("PATCH", "/s-one/settings");
        assertThat(backstage.asked("PATCH", "/settings").orElseThrow().body())
                .isEqualTo(Told.json("{'effort':'high'}"));
    }

    @Test
    void settings_ofTools_offerTheVersionsThatTheModelTakes_andHowManyImagesAreKept() {
        opened();
        button("Settings").click();
        page.locator("settings-drawer summary").getByText("Tools").click();

        assertThat(page.getByLabel("Text editor version").locator("option"))
                .hasText(new String[] {"default: auto", "auto", "text_editor_20250728"});
        Locator images = page.getByLabel("Images kept");
        assertThat(images).hasValue("all");
        images.fill("3");
        images.press("Enter");
        awaitAsked("PATCH", "/s-one/settings");
        assertThat(backstage.asked("PATCH", "/settings").orElseThrow().body())
                .isEqualTo(Told.json("{'images-kept':'3'}"));
    }

    @Test
    void settings_thatASessionKeeps_areShownWithTheReasonAndCannotBeChanged() {
        opened();
        button("Settings").click();
        page.locator("settings-drawer summary").getByText("Tools").click();

        Locator shell = page.getByLabel("Shell version");
        assertThat(shell).hasValue("bash_20250124");
        assertThat(shell).isDisabled();
        Locator field = page.locator("settings-drawer label.field").filter(new Locator.FilterOptions().setHas(shell));
        assertThat(field).hasAttribute("title", "A session keeps the tools that it began with.");
        assertThat(field.locator(".help"))
                .hasText(new String[] {"Which shell.", "A session keeps the tools that it began with."});
        assertThat(page.getByLabel("Images kept")).isEnabled();
    }

    @Test
    void exchanges_areSearchedAndOpened() {
        opened().user("go").answer().whole("done");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Exchanges"))
                .click();

        Locator rows = page.locator("session-exchanges details");
        assertThat(rows).hasCount(3);
        assertThat(rows.nth(1)).containsText("stalled");
        page.getByLabel("Search exchanges").fill("529 overloaded");
        assertThat(rows).hasCount(1);
        assertThat(rows.locator("summary .broken")).containsText("529");
        rows.locator("summary").click();
        assertThat(rows.locator("dl")).containsText("POST https://api.example/v1/messages, 1,200 bytes");
        assertThat(rows.locator("dl")).containsText("status 529, head after 80 ms, all after 90 ms, 30 bytes");
        assertThat(rows.locator("dl .error")).hasText("{type: overloaded_error}");
        assertThat(rows.locator("dl")).containsText("retry-after: 2");
        page.getByLabel("Search exchanges").fill("req_second");
        assertThat(rows).hasCount(1);
        rows.first().locator("summary").click();
        assertThat(rows.first().locator("pre")).containsText("req_second");
    }

    @Test
    void wait_countsDown() {
        opened().user("go")
                .tell("request", "{'request':1,'messages':1,'hash':'0'}")
                .tell(
                        "notice",
                        "{'code':'queued','text':'waiting 30 s for input tokens','at':'%s'}"
                                .formatted(java.time.Instant.now()));

        assertThat(page.locator(".activity")).containsText("Waiting 30 s for input tokens");
        assertThat(page.locator(".activity time")).hasText(Pattern.compile("\\d+ s left"));
    }

    @Test
    void keyboard_reachesEverything() {
        opened().user("go").answer().whole("done");
        assertThat(page.locator("textarea")).isFocused();
        page.evaluate("document.activeElement.blur()");

        page.keyboard().press("?");
        assertThat(page.locator("dialog.shortcuts")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press(",");
        assertThat(page.locator("settings-drawer dialog")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("e");
        assertThat(page.locator("session-exchanges")).isVisible();
        page.keyboard().press("/");
        assertThat(page.locator("textarea")).isFocused();
        page.locator("textarea").fill("first");
        page.keyboard().press("Enter");
        awaitAsked("POST", "/messages");
        assertThat(page.locator("textarea")).hasValue("");
        page.locator("textarea").press("ArrowUp");
        assertThat(page.locator("textarea")).hasValue("first");
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("n");
        assertThat(page.locator("welcome-view")).isVisible();
    }

    @Test
    void reader_whoWentBack_staysThere_untilTheEndIsWanted() {
        Told session = opened().user("go").answer();
        IntStream.range(0, 100).forEach(i -> session.text("line %d\n\n".formatted(i)));
        assertThat(texts().locator("p")).hasCount(100);
        page.waitForCondition(() -> is("document.querySelector('.scroller').scrollTop > 500"));

        page.evaluate(GO_BACK);
        assertThat(page.locator(".latest")).isVisible();
        Object before = page.evaluate(READ);
        session.text("more\n\n".repeat(50));
        assertThat(texts().locator("p")).hasCount(150);
        assertThat(page.evaluate(READ)).isEqualTo(before);
        page.locator(".latest").click();
        page.waitForCondition(() ->
                is("(s => s.scrollHeight - s.scrollTop - s.clientHeight < 5)(document.querySelector('.scroller'))"));
    }

    @Test
    void unknownSession_isSaid() {
        page.navigate(backstage.address() + "/#/s-nowhere");

        assertThat(page.locator(".banner").filter(new FilterOptions().setHasText("There is no such session")))
                .isVisible();
    }
}
