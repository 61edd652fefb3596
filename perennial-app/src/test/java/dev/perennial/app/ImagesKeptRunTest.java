package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long sessions of screenshots, against the simulator, whose checks refuse thinking that does not fit what is before it, as those of
 * the API do.
 */
@Timeout(120)
final class ImagesKeptRunTest {

    private static final int LOOKS = 60;
    private static final int MORE_THAN_KEPT = 20;

    @RegisterExtension
    final ScriptedSimulator simulator = new ScriptedSimulator("All of them are fine.");

    @TempDir
    private Path folder;

    @BeforeEach
    void drawShots() throws IOException {
        Random random = new Random(17);
        for (int i = 0; i < LOOKS; i++) {
            BufferedImage shot = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
            IntStream.range(0, 1_000)
                    .forEach(_ -> shot.setRGB(random.nextInt(640), random.nextInt(480), random.nextInt()));
            ImageIO.write(shot, "png", shot(i).toFile());
            simulator.add(look(i));
        }
    }

    private Path shot(int number) {
        return folder.resolve("shot-" + number + ".png");
    }

    private Reply look(int number) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("command", "view")
                .put("path", shot(number).toString());
        return Reply.of(
                Reply.thinkingBlock("Now number " + number + "."),
                Reply.textBlock("I look at number " + number + ". " + "It should show the list of orders. ".repeat(5)),
                Reply.toolUseBlock("str_replace_based_edit_tool", input));
    }

    private Invocation run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--json", "--governor", "off", "--base-url", simulator.baseUrl().toString()));
        return Invocation.in(folder).run(all.toArray(String[]::new));
    }

    private List<JsonNode> bodies() {
        return simulator.requests().stream()
                .map(LoggedRequest::body)
                .filter(body -> body.has("messages"))
                .toList();
    }

    /** Without the marks of the prompt cache, which are no part of what is cached. */
    private static List<String> messages(JsonNode body) {
        return StreamSupport.stream(body.path("messages").spliterator(), false)
                .map(message -> message.toString().replace(",\"cache_control\":{\"type\":\"ephemeral\"}", ""))
                .toList();
    }

    private static long images(JsonNode body) {
        return body.findParents("media_type").size();
    }

    private static List<JsonNode> attempts(Invocation run) {
        return run.json().stream()
                .filter(event -> event.path("type").asText().equals("attempt"))
                .map(event -> event.path("usage"))
                .toList();
    }

    private static long prompt(JsonNode usage) {
        return usage.path("input_tokens").asLong()
                + usage.path("cache_read_input_tokens").asLong()
                + usage.path("cache_creation_input_tokens").asLong();
    }

    /** What was read from the cache, of what could have been: all of the prompt before, where this one is not shorter. */
    private static double readFromCache(List<JsonNode> usages) {
        long read = 0;
        long possible = 0;
        for (int i = 1; i < usages.size(); i++) {
            read += usages.get(i).path("cache_read_input_tokens").asLong();
            possible += Math.min(prompt(usages.get(i - 1)), prompt(usages.get(i)));
        }
        return (double) read / possible;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 30})
    void run_manyScreenshots_newestAreKept_andThePromptCacheServes(int kept) {
        Invocation run = run("run", "Look at all shots", "--images-kept", String.valueOf(kept));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(bodies()).hasSize(LOOKS + 1);
        assertThat(bodies()).allSatisfy(body -> assertThat(images(body)).isLessThanOrEqualTo(kept + MORE_THAN_KEPT));
        assertThat(images(bodies().getLast())).isGreaterThanOrEqualTo(kept);
        assertThat(readFromCache(attempts(run))).isGreaterThan(0.95);
    }

    @Test
    void run_interruptedSession_goesOnWithTheSameBytesAndTheSameSetting() {
        Invocation first = run("run", "Look at all shots", "--images-kept", "3", "--max-requests", "30");
        String session = first.json().getFirst().path("session").asText();
        int sent = bodies().size();

        Invocation second = run("run", "Go on", "--session", session);

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(bodies())
                .hasSizeGreaterThan(2 * sent)
                .allSatisfy(body -> assertThat(images(body)).isLessThanOrEqualTo(3 + MORE_THAN_KEPT));
        assertThat(messages(bodies().get(sent)))
                .startsWith(messages(bodies().get(sent - 1)).toArray(String[]::new));
        assertThat(images(bodies().get(sent - 1))).isGreaterThan(3);
        assertThat(readFromCache(attempts(second))).isGreaterThan(0.95);
    }

    @Test
    void run_noneKept_modelIsToldThatThereAreNone() {
        Invocation run = run("run", "Look at all shots", "--images-kept", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(bodies()).allSatisfy(body -> assertThat(images(body)).isZero());
        assertThat(bodies().getLast().toString()).contains("this session shows no images");
        assertThat(readFromCache(attempts(run))).isGreaterThan(0.999);
    }

    @Test
    void run_nothingSaid_allAreKept() {
        Invocation run = run("run", "Look at all shots");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(images(bodies().getLast())).isEqualTo(LOOKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "few", "1.5", "ALL"})
    void run_noNumber_isRefusedBeforeTheRequest(String value) {
        Invocation run = run("run", "Look at all shots", "--images-kept=" + value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("images-kept").contains(value).contains("or all");
        assertThat(bodies()).isEmpty();
    }
}
