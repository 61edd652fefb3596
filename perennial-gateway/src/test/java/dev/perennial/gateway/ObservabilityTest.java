package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/observability.md, the dashboard and the alert rules name is what a gateway that served broken messages tells. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObservabilityTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String MODEL = "claude-opus-5-5";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    /** So that somebody waits. */
    private static final SharedGovernor ONE_A_SECOND =
            SharedGovernor.with(SharedGovernor.USUAL.withMost(new Amounts(60, 0, 0)));

    private Door door;
    private Scrape scrape;

    @BeforeAll
    void serve() throws Exception {
        PerennialSettings brisk = PerennialSettings.builder()
                .stallTimeout(Duration.ofSeconds(2))
                .governor(ONE_A_SECOND)
                .build();
        door = Door.before(SIMULATOR.baseUrl(), settings -> settings.withStreams(brisk));
        for (String fault :
                List.of("crlf", "silence-pings=1h@text:900", "reset@text:700", "http-529~1-2", "http-400")) {
            door.ask(door.to("/v1/messages"), Door.message("tell " + fault, true), fault);
        }
        scrape = Scrape.of(new String(door.send(door.to("/metrics")).body(), UTF_8));
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void metrics_ofEachFault_areCountedOnce() {
        assertThat(scrape.sum("perennial_messages_total", "outcome", "complete"))
                .isEqualTo(4);
        assertThat(scrape.sum("perennial_messages_total", "outcome", "rejected"))
                .isEqualTo(1);
        assertThat(scrape.sum("perennial_stalls_total", "phase", "text", "gen_ai_request_model", MODEL))
                .isEqualTo(1);
        assertThat(scrape.sum("perennial_resumes_total", "cause", "stalled")).isEqualTo(1);
        assertThat(scrape.sum("perennial_resumes_total", "cause", "reset")).isEqualTo(1);
        assertThat(scrape.sum("perennial_seams_total", "proof", "tags")).isEqualTo(2);
        assertThat(scrape.sum("perennial_retries_total", "cause", "status_529")).isEqualTo(2);
        assertThat(scrape.sum("perennial_attempts_total")).isEqualTo(9);
        assertThat(scrape.sum("perennial_attempts_total", "result", "complete")).isEqualTo(4);
        assertThat(scrape.sum("perennial_attempts_total", "result", "status_400"))
                .isEqualTo(1);
        assertThat(scrape.sum("gen_ai_client_operation_time_to_first_chunk_seconds_count"))
                .isEqualTo(4);
        assertThat(scrape.sum("gen_ai_client_operation_duration_seconds_count", "error_type", "rejected"))
                .isEqualTo(1);
        assertThat(scrape.sum("perennial_gap_seconds_count", "phase", "text")).isGreaterThan(4);
        assertThat(scrape.sum("perennial_cost_usd_total", "paid", "again")).isPositive();
        assertThat(scrape.sum("perennial_tokens_total", "paid", "again", "kind", "output"))
                .isLessThan(scrape.sum("perennial_tokens_total", "paid", "once", "kind", "output") / 10);
    }

    @Test
    void dashboard_everyExpression_asksForWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(read("observability", "dashboard.json"));
        List<String> expressions = dashboard.findValuesAsText("expr");

        assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(this::isAnswered);
    }

    @Test
    void alerts_everyExpression_asksForWhatThereIs() throws IOException {
        List<String> expressions = read("observability", "alerts.yml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("expr: "))
                .toList();

        assertThat(expressions).hasSizeGreaterThan(5).allSatisfy(this::isAnswered);
        assertThat(read("observability", "alerts.yml").lines().filter(l -> l.contains("runbook:")))
                .hasSameSizeAs(expressions);
    }

    private void isAnswered(String expression) {
        assertThat(Scrape.asked(expression)).isNotEmpty().allSatisfy((name, labels) -> {
            assertThat(scrape.names()).contains(name);
            assertThat(scrape.labelsOf(name)).containsAll(labels);
        });
    }

    @Test
    void document_namesEveryMetric_andNoOther() throws IOException {
        String document = read("observability.md");
        String metrics = document.substring(document.indexOf("## Metrics"), document.indexOf("## Events on spans"));
        Set<String> named = new TreeSet<>();
        Pattern.compile("(?m)^\\| `((?:gen_ai|perennial)\\.[a-z_.]+)`")
                .matcher(metrics)
                .results()
                .forEach(m -> named.add(m.group(1).replace('.', '_')));
        Set<String> told = scrape.names().stream()
                .filter(name -> name.startsWith("perennial_") || name.startsWith("gen_ai_"))
                .map(name ->
                        name.replaceFirst("_(bucket|count|sum|max|total)$", "").replaceFirst("_(seconds|usd)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(told);
    }

    @Test
    void asked_ofAnExpression_areItsMetrics_notItsLabels() {
        assertThat(Scrape.asked(
                        "sum by (gen_ai_request_model) (rate(perennial_a_total{job=~\"x\",paid=\"again\"}[5m])) / b"))
                .containsOnlyKeys("perennial_a_total")
                .containsEntry("perennial_a_total", Set.of("paid"));
        assertThat(Scrape.asked("rate(perennial_a_total{gen_ai_request_model=~\"$model\"}[5m]) + perennial_b"))
                .containsOnlyKeys("perennial_a_total", "perennial_b");
    }

    private static String read(String... path) throws IOException {
        List<String> parts = new ArrayList<>(List.of(path));
        return Files.readString(DOCS.resolve(Path.of(parts.removeFirst(), parts.toArray(String[]::new))));
    }
}
