package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.gateway.ServedRequest;
import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Progress;
import dev.perennial.stream.recovery.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags of {@code gateway} that cannot be meant, and what it prints. */
@Timeout(60)
final class GatewayCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T16:03:22Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--upstream, ftp://host, ftp://host",
        "--upstream, https://a b, say an address",
        "--upstream, https://host?x=1, without ?",
        "--upstream, http://127.0.0.1:7420, itself",
        "--port, 70000, 65535",
        "--port, x, whole number",
        "--drain, soon, say a time",
        "--live, text, thinking",
        "--live, 'none,thinking', eager-calls",
        "--stall-timeout, never, stall-timeout",
        "--fallback, ftp://host#m, https://other.example",
        "--fallback, ',', names nothing",
        "--fallback, bedrock/claude-opus-5-5, anthropic.claude-opus-5-5",
        "--fallback, bedrock/us.anthropic.claude-opus-5-5, AWS_REGION"
    })
    void gateway_wrongFlag_saysWhatToSay(String flag, String value, String way) {
        Invocation wrong = Invocation.in(folder).run("gateway", flag, value);

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(way);
    }

    @Test
    void log_messageThatBroke_isOneLineWithoutContent() {
        assertThat(printed(false))
                .isEqualTo("16:03:22 POST /v1/messages 200 41.7 s · claude-opus-5-5 · first 1.2 s"
                        + " · 2 attempts (reset), 1 resumed · 20 + 7 tokens · complete · claude-cli/2.1\n");
    }

    @Test
    void log_onAScreen_endsWithHowThingsStand() {
        assertThat(printed(true)).endsWith("\n0 open · 1 served · 1 mended · 0 failed");
    }

    @Test
    void log_messageOfAnotherModel_namesBoth() {
        assertThat(printed(false, "claude-sonnet-5-5")).contains(" · claude-opus-5-5 → claude-sonnet-5-5 · ");
        assertThat(printed(false, "claude-opus-5-5-20261001")).contains(" · claude-opus-5-5 · ");
    }

    private static String printed(boolean live) {
        return printed(live, "claude-opus-5-5");
    }

    private static String printed(boolean live, String model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        try (AccessLog log = new AccessLog(out, live, CLOCK)) {
            log.begun();
            log.served(request(model));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ServedRequest request(String model) {
        return new ServedRequest(
                "POST",
                "/v1/messages",
                "claude-cli/2.1",
                "",
                OptionalInt.of(200),
                Duration.ofMillis(41_700),
                Optional.of(new ServedMessage(
                        "claude-opus-5-5",
                        true,
                        Optional.of(Duration.ofMillis(1_200)),
                        Duration.ZERO,
                        complete(model))));
    }

    private static Outcome complete(String model) {
        Progress progress = new Progress("msg_1", model, List.of(), Optional.of("end_turn"));
        List<AttemptReport> attempts = List.of(
                attempt(1, Call.Shape.ORIGINAL, Optional.of(new Cause.Reset())),
                attempt(2, Call.Shape.CONTINUING, Optional.empty()));
        return new Outcome.Complete(new Report(progress, attempts), "end_turn", false);
    }

    private static AttemptReport attempt(int number, Call.Shape shape, Optional<Cause> cause) {
        return new AttemptReport(
                number,
                shape,
                cause,
                Optional.empty(),
                Duration.ofSeconds(20),
                TokenUsage.of(10, number == 1 ? 3 : 4),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
