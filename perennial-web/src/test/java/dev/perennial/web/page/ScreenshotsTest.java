package dev.perennial.web.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes the pictures that the documentation shows; {@code .ci/screenshots} runs it. */
@EnabledIfSystemProperty(named = "perennial.screenshots", matches = ".+")
class ScreenshotsTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String ANSWER = """
            ## What is here

            A small **garden plan**: two folders of beds, a watering file, and a log of what was planted. Nothing is broken, \
            but watering is set to every second day, which is too rare for July.

            | Bed | Plants | Litres a day | Next |
            | --- | --- | ---: | --- |
            | North | Beans, peas | 6.5 | Tie up |
            | East | Squash | 4.0 | Move |
            | South | Tomatoes | 8.2 | Prune |

            The rule itself is short:

            ```java
            /** Whether a bed needs water today. */
            static boolean needsWater(Bed bed, Weather today) {
                if (today.rain().compareTo(bed.litres()) >= 0) {
                    return false; // the sky did it
                }
                return bed.lastWatered().plusDays(1).isBefore(today.date());
            }
            ```

            Shall I change `watering.toml`""";

    private static final String LISTS = """
            Here is the order in which I would do it:

            1. **Clear the beds.** Start in the north, where the ground is dry first.
               - Pull what is left of last year's beans; leave the roots.
               - Rake, then wait a week:
                 ```sh
                 perennial run "remind me in a week" --detach
                 ```
            2. **Sow the peas**, as soon as the ground has *five degrees*.
               - [x] seeds are here
               - [ ] the net is mended

               They want to climb. A net of 1.2 m is enough.
            3. Then the rest:
               1. squash, in pots
                  - two seeds in each
                  - thin them out
               2. tomatoes, on the sill

            > Sow peas when the forsythia blooms.
            >
            > > And if it does not?
            >
            > Then watch the soil, not the calendar[^1].

            [^1]: So says [the almanac][a], at least.

            [a]: https://example.org/almanac
            """;

    private static final String TABLE = "Every bed, as of today:\n\n"
            + "| Bed | Plants | Litres a day | Last watered | Next |\n| --- | --- | ---: | --- | --- |\n"
            + IntStream.range(0, 120)
                    .mapToObj(i -> "| %s %d | %s | %.1f | 2026-11-%02d | %s |%n"
                            .formatted(
                                    List.of("North", "East", "South", "West").get(i % 4),
                                    1 + i / 4,
                                    List.of("Beans, peas", "Squash", "Tomatoes, basil", "`Allium cepa`", "Kale")
                                            .get(i % 5),
                                    3 + i % 7 * 0.85,
                                    1 + i % 22,
                                    List.of("Tie up", "Move", "Prune", "Leave **alone**")
                                            .get(i % 4)))
                    .collect(Collectors.joining());

    private static final String DIFF = """
            --- watering.toml
            +++ watering.toml
            @@ -3,4 +3,5 @@
             [beans]
            -every = "2d"
            +every = "1d"
            +unless = "rain"
             litres = 3""";

    private final Backstage backstage = new Backstage();

    @AfterEach
    void close() {
        backstage.close();
    }

    @Test
    void states_areTaken() {
        others();
        streaming(backstage.session("s-streaming"));
        asking(backstage.session("s-asking"));
        failed(backstage.session("s-failed"));
        take("page-light", "s-streaming", 1280, 860, ColorScheme.LIGHT, "");
        take("page-dark", "s-asking", 1280, 860, ColorScheme.DARK, "");
        take("page-failed", "s-failed", 1280, 860, ColorScheme.LIGHT, "");
        take("page-phone", "s-streaming", 390, 844, ColorScheme.LIGHT, "");
        take("page-phone-dark", "s-asking", 390, 844, ColorScheme.DARK, "");
        take("page-start", "", 1280, 860, ColorScheme.LIGHT, "");
        take("page-settings", "s-streaming", 1280, 860, ColorScheme.DARK, ",");
        written(backstage.session("s-lists"), "In which order should I do it?", LISTS);
        written(backstage.session("s-table"), "List all beds", TABLE);
        take("page-lists", "s-lists", 1280, 860, ColorScheme.LIGHT, "");
        take("page-table", "s-table", 1280, 860, ColorScheme.DARK, "");
        take("page-exchanges", "s-failed", 1280, 860, ColorScheme.LIGHT, "e");
    }

    @Test
    void login_isTaken() {
        backstage.locked = true;
        take("page-login", "", 1280, 860, ColorScheme.LIGHT, "");
    }

    private static void written(Told session, String question, String answer) {
        session.title = question;
        session.user(question).answer().whole(answer);
    }

    private void others() {
        backstage.session("s-a").title = "Rename the seed catalogue";
        backstage.session("s-b").title = "Why does the gate squeak";
        backstage.session("s-c").title = "Translate the notes to French";
    }

    private static void streaming(Told session) {
        session.title = "Plan the beds for spring";
        looked(session, "What is in this folder, and what should I do next?")
                .answer()
                .text(ANSWER)
                .tell("notice", "{'code':'resumed','text':'resumed after 3 s (stalled)'}");
    }

    private static void asking(Told session) {
        session.title = "Water the beans only when it is dry";
        ObjectNode input = Told.json("{'command':'str_replace','path':'watering.toml'}");
        looked(session, "Water the beans every day, unless it rains.")
                .begin()
                .call("t2", "str_replace_based_edit_tool", input)
                .end("tool_use")
                .asks("t2", "str_replace_based_edit_tool", DIFF);
    }

    private static void failed(Told session) {
        session.title = "Write up the compost";
        looked(session, "Write a page about compost.")
                .answer()
                .text("Compost is what becomes of leaves when nobody is in a hurry. It wants air, water and")
                .tell("response_broken", "{'cause':'stalled','partial':{'content':[]}}")
                .result("stalled", "The stream was silent for 25 s, 21 times in a row.");
    }

    private static Told looked(Told session, String question) {
        ObjectNode input = Told.json("{'command':'ls -la && git log --oneline | head -5'}");
        return session.user(question)
                .begin()
                .tell("block", "{'block':{'type':'thinking','thinking':'They want an overview. I look first.'}}")
                .call("t1", "bash", input)
                .end("tool_use")
                .runs("t1", "bash", input)
                .returns("t1", "bash", "README.md\nbeds\nwatering.toml");
    }

    private void take(String name, String session, int width, int height, ColorScheme scheme, String key) {
        NewContextOptions options = new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setHasTouch(width < 500)
                .setDeviceScaleFactor(width < 500 ? 2 : 1);
        try (BrowserContext context = CHROMIUM.browser().newContext(options)) {
            Page page = context.newPage();
            page.navigate(backstage.address() + "/#/" + session);
            page.waitForTimeout(1_500);
            page.evaluate("document.activeElement?.blur()");
            if (!key.isEmpty()) {
                page.keyboard().press(key);
            }
            page.waitForTimeout(1_000);
            Path folder = Path.of(System.getProperty("perennial.screenshots"));
            page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
        }
    }
}
