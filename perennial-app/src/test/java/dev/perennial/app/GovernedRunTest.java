package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionMessage;
import dev.perennial.agent.journal.Journal;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.testkit.SimulatorExtension;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Limits and budgets as who runs a task sees them. */
@Timeout(120)
final class GovernedRunTest {

    private final AtomicInteger requests = new AtomicInteger();

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.withSettings(
            () -> SimulatorSettings.builder(prompt -> requests.incrementAndGet() == 1 ? call() : Reply.text("Done."))
                    .limits(Limits.of(1_234, 2_000_000, 400_000))
                    .build());

    @TempDir
    private Path folder;

    private static Reply call() {
        return Reply.of(
                Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode().put("command", "echo hello")));
    }

    private Invocation run(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "run";
        words[1] = "Do it";
        System.arraycopy(more, 0, words, 2, more.length);
        return invocation().run(words);
    }

    private Invocation invocation() {
        return Invocation.in(folder)
                .with("ANTHROPIC_API_KEY", "sk-ant-secret")
                .with("ANTHROPIC_BASE_URL", simulator.baseUrl().toString());
    }

    @Test
    void tokenBudget_endsTheRunBeforeTheNextRequest_withAdvice() {
        Invocation run = run("--token-budget", "100");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("budget_spent").contains("raise the budget to go on");
        assertThat(simulator.requests())
                .filteredOn(request -> request.path().equals("/v1/messages"))
                .hasSize(1);
    }

    @Test
    void tokenBudget_nearlySpent_isSaidWhileTheRunGoesOn() {
        Matcher spent = Pattern.compile("(\\d+) tokens of the budget")
                .matcher(run("--token-budget", "100").err());
        assertThat(spent.find()).isTrue();
        long ofTheFirstRequest = Long.parseLong(spent.group(1));
        requests.set(0);

        Invocation run = run("--token-budget", String.valueOf(ofTheFirstRequest * 10 / 9));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(ofTheFirstRequest + " tokens of the budget of")
                .contains("no more requests are sent once all of it is");
    }

    @Test
    void costBudget_endsTheRunToo() {
        Invocation run = run("--cost-budget", "0.0001");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("of the budget of $0.0001");
    }

    @Test
    void costBudget_thatIsNoSum_isRefused() {
        assertThat(run("--cost-budget", "much").err()).contains("cost-budget").contains("0.50");
        assertThat(run("--cost-budget", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void wait_isSaid_inTheWordsOfTheGovernor_andCanBeStopped() throws Exception {
        Invocation run = invocation();
        FutureTask<Invocation> waiting = new FutureTask<>(() -> run.run("run", "Do it", "--requests-per-minute", "1"));
        Thread.ofPlatform().daemon().start(waiting);
        while (!run.err().contains("waiting") && !waiting.isDone()) {
            Thread.onSpinWait();
        }
        stopAll();

        assertThat(waiting.get().exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(run.err()).containsPattern("waiting \\d+ s for requests");
        assertThat(requests).hasValue(1);
    }

    /** As another process does it. */
    private void stopAll() {
        try (Journal journal = SqliteJournal.open(folder.resolve(".home/journal.db"), InstantSource.system())) {
            journal.sessions().forEach(row -> journal.post(row.id(), new SessionMessage.Stop().json()));
        }
    }

    @Test
    void limits_areShownAfterARun_withTheirAge_andNoKey() throws Exception {
        assertThat(Invocation.in(folder).run("limits").out()).contains("No server has told any limits yet");
        run();

        String shown = Invocation.in(folder).run("limits").out();
        JsonNode json = new ObjectMapper()
                .readTree(Invocation.in(folder).run("limits", "--json").out());

        assertThat(shown)
                .contains("opus-5-5, standard, 127.0.0.1:")
                .contains("ago")
                .containsPattern("requests +1,234 a minute")
                .containsPattern("input tokens +2,000,000 a minute")
                .doesNotContain("secret");
        assertThat(json.path("pools")).hasSize(1);
        assertThat(json.path("pools")
                        .elements()
                        .next()
                        .path("limits")
                        .get(0)
                        .path("per_minute")
                        .asLong())
                .isEqualTo(1_234);
    }
}
