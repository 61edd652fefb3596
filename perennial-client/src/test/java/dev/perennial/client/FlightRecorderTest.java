package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.errors.BadRequestException;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a recording has of messages, without anybody having asked for it beforehand. */
final class FlightRecorderTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(Thrown.Step step) throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            step.run();
            recording.stop();
            return events(recording);
        }
    }

    private List<RecordedEvent> events(Recording recording) throws IOException {
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getName().startsWith("dev.perennial."))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    private static void ask(Way way, String fault) throws Exception {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString())) {
            way.ask(
                    client,
                    OpenClient.hello().toBuilder()
                            .maxTokens(4_000)
                            .putAdditionalHeader("x-simulator-fault", fault)
                            .build());
        }
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = all(events, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<RecordedEvent> all(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(e -> e.getEventType().getName().equals("dev.perennial." + name))
                .toList();
    }

    @Test
    void recording_streamThatStalls_hasAllThatHappened() throws Exception {
        List<RecordedEvent> events = recorded(() -> ask(Way.STREAM, "silence-pings=1h@text:900"));

        assertThat(all(events, "Attempt"))
                .extracting(e -> e.getString("result"))
                .containsExactly("stalled", "complete");
        assertThat(only(events, "Stall").getString("phase")).isEqualTo("text");
        assertThat(only(events, "Stall").getDuration("after")).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(only(events, "Resume").getString("cause")).isEqualTo("stalled");
        assertThat(only(events, "Seam").getString("proof")).isEqualTo("tags");
        RecordedEvent message = only(events, "Message");
        assertThat(message.getString("model")).isEqualTo("claude-opus-5-5");
        assertThat(message.getString("outcome")).isEqualTo("complete");
        assertThat(message.getInt("attempt")).isEqualTo(2);
        assertThat(message.getLong("tokensPaidAgain")).isPositive();
        assertThat(message.getDuration()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(message.getStackTrace()).isNull();
        assertThat(message.getEventType().getCategoryNames()).containsExactly("Perennial");
    }

    @Test
    void recording_overloadedTwice_hasTheWaits() throws Exception {
        List<RecordedEvent> events = recorded(() -> ask(Way.CREATE_ASYNC, "http-529~1-2"));

        assertThat(all(events, "Wait")).hasSize(2).allSatisfy(wait -> {
            assertThat(wait.getString("cause")).isEqualTo("status_529");
            assertThat(wait.getDuration("delay")).isPositive();
        });
        assertThat(all(events, "Attempt")).hasSize(3);
    }

    @Test
    void recording_rejected_hasTheOutcome() throws Exception {
        List<RecordedEvent> events =
                recorded(() -> Thrown.by(BadRequestException.class, () -> ask(Way.CREATE, "http-400")));

        assertThat(only(events, "Message").getString("outcome")).isEqualTo("rejected");
        assertThat(only(events, "Attempt").getString("result")).isEqualTo("status_400");
    }

    @Test
    void recording_messageThatIsResumed_saysWhyItGoesOn() throws Exception {
        ReceivedMessage received = begun();

        List<RecordedEvent> events = recorded(() -> resume(received));

        assertThat(only(events, "Resume").getString("cause")).isEqualTo("process_died");
        assertThat(only(events, "Attempt").getString("result")).isEqualTo("complete");
        assertThat(only(events, "Message").getInt("attempt")).isEqualTo(2);
        assertThat(only(events, "Message").getLong("tokensPaidAgain")).isPositive();
    }

    private static ReceivedMessage begun() {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString());
                MessageStream stream = MessageStream.open(client.sync(), OpenClient.hello())) {
            Iterator<String> texts = stream.text().iterator();
            for (int pieces = 0; pieces < 20; pieces++) {
                texts.next();
            }
            return ReceivedMessage.of(stream.snapshot());
        }
    }

    private static void resume(ReceivedMessage received) {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), received)) {
            stream.untilDone();
        }
    }

    @Test
    void recording_messageFromBefore_isNotInIt() throws Exception {
        ask(Way.STREAM, "reset@text:700");

        assertThat(recorded(() -> ask(Way.STREAM, "crlf")))
                .extracting(e -> e.getEventType().getName())
                .containsExactlyInAnyOrder("dev.perennial.Message", "dev.perennial.Attempt");
    }

    /** To look at the first event class costs a tenth of a second, since Java then reads all that it knows of events. */
    @Test
    void call_whereNothingIsRecorded_leavesTheEventsAlone() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnrecordedProgram.class.getName(),
                        SIMULATOR.baseUrl().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String loaded = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).isZero();
        assertThat(loaded)
                .contains("dev.perennial.client.telemetry.FlightRecorderEvents ")
                .doesNotContain("dev.perennial.client.telemetry.FlightEvents");
    }
}
