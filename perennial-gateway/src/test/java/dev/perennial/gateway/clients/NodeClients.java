package dev.perennial.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The clients of the folder {@code src/test/clients}, which Node runs; they are installed where they are missing. */
final class NodeClients {

    static final Path FOLDER = Path.of("src/test/clients").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INSTALLING_SECONDS = 300;

    private NodeClients() {}

    /** Has the clients there, or the test skipped; where packages have to be there, as in CI, it fails. */
    static void require() throws IOException, InterruptedException {
        boolean present = runs("node") && runs("npm");
        assertThat(present || !Boolean.parseBoolean(System.getenv("CI")))
                .as("Node and npm have to be installed in CI: see .ci/run")
                .isTrue();
        assumeTrue(present, "Node and npm are not installed; .ci/run says how");
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            Process npm = start(List.of("npm", "ci"), FOLDER);
            assertThat(npm.waitFor(INSTALLING_SECONDS, TimeUnit.SECONDS) && npm.exitValue() == 0)
                    .as("`npm ci` in %s", FOLDER)
                    .isTrue();
        }
    }

    private static boolean runs(String program) throws InterruptedException {
        try {
            return start(List.of(program, "--version"), FOLDER).waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Process start(List<String> command, Path folder) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What came of conversations, by their ids; ends within the time, or fails. */
    static Map<String, Heard> hear(List<Talk> talks, int seconds) throws IOException, InterruptedException {
        Path asked = Files.createTempFile("clients", ".jsonl");
        Path answered = Files.createTempFile("clients", ".jsonl");
        try {
            Files.write(asked, talks.stream().map(NodeClients::line).toList());
            Process node = new ProcessBuilder("node", "clients.mjs")
                    .directory(FOLDER.toFile())
                    .redirectInput(asked.toFile())
                    .redirectOutput(answered.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean ended = node.waitFor(seconds, TimeUnit.SECONDS);
            node.destroyForcibly();
            Map<String, Heard> heard = read(answered);
            assertThat(ended).as("Node has ended; it heard %s", heard.keySet()).isTrue();
            return heard;
        } finally {
            Files.delete(asked);
            Files.delete(answered);
        }
    }

    private static String line(Talk talk) {
        return JSON.createObjectNode()
                .put("id", talk.id())
                .put("client", talk.client())
                .put("scenario", talk.scenario().label())
                .put("url", talk.url().toString())
                .put("fault", talk.fault())
                .toString();
    }

    private static Map<String, Heard> read(Path answered) throws IOException {
        Map<String, Heard> heard = new HashMap<>();
        for (String line : Files.readAllLines(answered, UTF_8)) {
            JsonNode answer = JSON.readTree(line);
            List<String> lines = new ArrayList<>();
            answer.path("heard").forEach(l -> lines.add(l.asText()));
            heard.put(
                    answer.path("id").asText(),
                    new Heard(lines, answer.path("ms").asLong()));
        }
        return heard;
    }

    /** What came of one of them. */
    static Heard of(Map<String, Heard> heard, Talk talk) {
        return Objects.requireNonNull(heard.get(talk.id()), () -> talk.id() + " said nothing");
    }
}
