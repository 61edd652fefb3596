package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.StartTracingOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an answer of 128,000 tokens costs the browser: prints frame times, long tasks and how long keys take while it streams, and
 * how fast a long session opens. Part of {@code ./mvnw -Pfull verify}; figures are only worth something on a machine that is idle.
 */
@EnabledIfSystemProperty(named = "perennial.everyWay", matches = "true")
class LongAnswerTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** 128,000 tokens of four characters. */
    private static final int LENGTH = 512_000;

    private static final int PIECE = 16;

    private static final String WATCH = """
            () => {
              const seen = (window.seen = { frames: [], tasks: [], keys: [] });
              let last = performance.now();
              (function frame(now) {
                if (now) { seen.frames.push(now - last); last = now; }
                requestAnimationFrame(frame);
              })();
              new PerformanceObserver(list => list.getEntries().forEach(e => seen.tasks.push(e.duration))).observe({ type: 'longtask' });
              new PerformanceObserver(list => list.getEntries().filter(e => e.name === 'keydown').forEach(e => seen.keys.push(e.duration)))
                .observe({ type: 'event', durationThreshold: 16 });
            }
            """;

    private static final String FIGURES = """
            () => {
              const at = (all, part) => Math.round([...all].sort((a, b) => a - b)[Math.floor(all.length * part)] ?? 0);
              const { frames, tasks, keys } = window.seen;
              return `frames p50 ${at(frames, 0.5)} p99 ${at(frames, 0.99)} max ${Math.round(Math.max(...frames))} ms, `
                + `tasks over 50 ms: ${tasks.length}, longest ${Math.round(Math.max(0, ...tasks))} ms, `
                + `keys until they are seen p50 ${at(keys, 0.5)} p99 ${at(keys, 0.99)} max ${Math.round(Math.max(0, ...keys))} ms, heap ${Math.round(performance.memory.usedJSHeapSize / 1e6)} MB`;
            }
            """;

    private final Backstage backstage = new Backstage();
    private Page page;

    @BeforeEach
    void open() {
        page = CHROMIUM.browser().newPage();
        page.setDefaultTimeout(60_000);
    }

    @AfterEach
    void close() {
        page.close();
        backstage.close();
    }

    @ParameterizedTest
    @EnumSource(MarkdownShapes.Endless.class)
    void longAnswer_streamsWithoutHolding(MarkdownShapes.Endless shape) throws IOException {
        String text = shape.text(LENGTH);
        Told session = backstage.session("s-one").user("go").answer().text("The answer.\n\n");
        page.navigate(backstage.address() + "/#/s-one");
        page.locator("markdown-text").waitFor();
        page.evaluate(WATCH);
        CHROMIUM.browser()
                .startTracing(page, new StartTracingOptions().setCategories(List.of("toplevel", "__metadata")));

        long began = System.nanoTime();
        Thread feeder = Thread.startVirtualThread(() -> feed(session, text));
        page.locator("textarea").focus();
        while (feeder.isAlive()) {
            page.keyboard().press("x");
            page.waitForTimeout(50);
        }
        session.whole("The answer.\n\n" + text);
        page.waitForCondition(() -> page.locator(".md.growing").count() == 0);
        page.waitForTimeout(1_000);
        double seconds = (System.nanoTime() - began) / 1e9 - 1;

        double task = longestTask(CHROMIUM.browser().stopTracing());
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, longest task %.0f ms of processor time, %s%n",
                shape,
                seconds,
                task,
                page.evaluate(FIGURES));
        String shown = (String) page.evaluate("document.querySelector('markdown-text').textContent");
        assertThat(shown.length()).isGreaterThan(shape == MarkdownShapes.Endless.DEFINITIONS ? 50 : LENGTH / 2);
    }

    /** What a page's thread worked in one piece at most, in milliseconds; who else wants the processor makes no difference. */
    private static double longestTask(byte[] trace) throws IOException {
        Map<String, Double> longest = new HashMap<>();
        Set<String> pages = new HashSet<>();
        try (JsonParser parser = JSON.createParser(trace)) {
            while (!"traceEvents".equals(parser.currentName()) || parser.currentToken() != JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode event = parser.readValueAsTree();
                String thread =
                        event.path("pid").asText() + ":" + event.path("tid").asText();
                if (event.path("args").path("name").asText().equals("CrRendererMain")) {
                    pages.add(thread);
                } else if (event.path("name").asText().endsWith("RunTask")) {
                    longest.merge(thread, event.path("tdur").asDouble() / 1000, Math::max);
                }
            }
        }
        return pages.stream()
                .mapToDouble(page -> longest.getOrDefault(page, 0.0))
                .max()
                .orElse(0);
    }

    /** As fast as 6,000 tokens a second, which is many times what any model writes. */
    private static void feed(Told session, String text) {
        for (int at = 0; at < text.length(); at += PIECE) {
            session.text(text.substring(at, Math.min(text.length(), at + PIECE)));
            LockSupport.parkNanos(600_000);
        }
    }

    @Test
    void sessionOfTenThousandEvents_opens() {
        Told session = backstage.session("s-one");
        IntStream.range(0, 1_100).forEach(i -> {
            var input = Told.json("{'command':'make'}");
            session.user("question " + i)
                    .begin()
                    .call("t" + i, "bash", input)
                    .end("tool_use")
                    .runs("t" + i, "bash", input)
                    .returns("t" + i, "bash", "output ".repeat(20));
        });
        session.answer().whole("the end");
        page.navigate(backstage.address());
        page.locator("textarea").waitFor();
        page.evaluate(WATCH);

        page.evaluate("window.began = performance.now(); location.hash = '#/s-one'");
        page.locator(".item.last markdown-text p").waitFor();
        Object shown = page.evaluate("Math.round(performance.now() - window.began)");
        page.waitForTimeout(3_000);

        System.out.printf("10,000 events: shown after %s ms, %s%n", shown, page.evaluate(FIGURES));
        assertThat(page.locator("session-conversation .item").count()).isGreaterThan(100);
    }
}
