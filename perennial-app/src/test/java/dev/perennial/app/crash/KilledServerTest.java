package dev.perennial.app.crash;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.web.page.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A page in a browser, whose server is killed and started again. */
@Timeout(300)
final class KilledServerTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** So long a process and a page have on a busy machine, in milliseconds. */
    private static final double BUSY = 60_000;

    private static final String ANSWER = IntStream.range(1, 60)
            .mapToObj(i -> "Number " + i + " is one of them, and nobody knows why it is the " + i + "th. ")
            .collect(Collectors.joining())
            .strip();

    @TempDir
    private Path folder;

    private final List<String> errors = new CopyOnWriteArrayList<>();

    @Test
    void answer_serverIsKilledInItsMiddle_goesOnWhereItWas() throws Exception {
        Brain brain = prompt -> Reply.text(ANSWER);
        try (SimulatorServer api = api(brain, Faults.parse("silence-pings=1h@text:800"));
                Page page = page()) {
            int port;
            try (ServedProgram served = ServedProgram.start(folder, api.baseUrl(), 0)) {
                port = served.address().getPort();
                say(page, served.address(), "Count them");
                assertThat(answer(page)).containsText("Number 9 ", new ContainsTextOptions().setTimeout(BUSY));
                served.kill();
            }
            assertThat(page.locator(".banner.offline")).isVisible();

            try (ServedProgram _ = ServedProgram.start(folder, api.baseUrl(), port)) {
                assertThat(answer(page)).hasText(ANSWER, new HasTextOptions().setTimeout(BUSY));
                assertThat(page.locator(".seams")).containsText("ent on after a restart");
                assertThat(page.locator(".banner.offline")).hasCount(0);
                assertThat(button(page, "Stop")).hasCount(0);
                assertThat(page.locator(".said")).hasCount(1);
            }
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void question_serverIsKilledWhileItIsOpen_isAskedAgain_andTheCallRunsOnce() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("perennial.toml"), "ask = [\"bash: *\"]\n");
        Path ran = folder.resolve("ran");
        Brain brain = prompt -> prompt.messages().toString().contains("tool_result")
                ? Reply.text("It is done.")
                : Reply.of(Reply.toolUseBlock(
                        "bash", JsonNodeFactory.instance.objectNode().put("command", "echo once >> " + ran)));
        try (SimulatorServer api = api(brain, Faults.NONE);
                Page page = page()) {
            int port;
            try (ServedProgram served = ServedProgram.start(folder, api.baseUrl(), 0)) {
                port = served.address().getPort();
                say(page, served.address(), "Do it");
                button(page, "Allow once").waitFor(new Locator.WaitForOptions().setTimeout(BUSY));
                served.kill();
            }
            try (ServedProgram _ = ServedProgram.start(folder, api.baseUrl(), port)) {
                awaitAskedAgain(home);
                assertThat(page.locator(".banner.offline")).hasCount(0);
                button(page, "Allow once").click();
                assertThat(answer(page)).hasText("It is done.", new HasTextOptions().setTimeout(BUSY));
            }
            assertThat(Files.readAllLines(ran)).containsExactly("once");
            assertThat(errors).isEmpty();
        }
    }

    /** Until then the page shows the question of the process that is gone, which nobody hears the answer to. */
    private static void awaitAskedAgain(Path home) throws InterruptedException {
        try (Journal journal = SqliteJournal.open(home.resolve("journal.db"), InstantSource.system())) {
            String session = journal.sessions().getFirst().id();
            AtomicInteger asked = new AtomicInteger();
            long last = 0;
            while (asked.get() < 2) {
                last = new SessionStore(journal, InstantSource.system()).read(session, last, (entry, event) -> {
                    if (event instanceof SessionEvent.PermissionAsked) {
                        asked.incrementAndGet();
                    }
                });
                journal.awaitBeyond(session, last, Duration.ofSeconds(1));
            }
        }
    }

    private static SimulatorServer api(Brain brain, Faults faults) {
        return SimulatorServer.start(SimulatorSettings.builder(ResumingBrain.over(brain))
                .manner(Manner.OBEDIENT)
                .faults(faults)
                .build());
    }

    private Page page() {
        Page page = CHROMIUM.browser().newPage();
        page.onPageError(errors::add);
        page.setDefaultTimeout(BUSY);
        return page;
    }

    private static void say(Page page, URI address, String text) {
        page.navigate(address.toString());
        page.locator("textarea").fill(text);
        page.keyboard().press("Enter");
    }

    private static Locator answer(Page page) {
        return page.locator("markdown-text");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
