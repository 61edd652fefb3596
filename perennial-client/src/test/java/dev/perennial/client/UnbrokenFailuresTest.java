package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.SseException;
import dev.perennial.stream.recovery.Outcome;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be saved ends typed, with all that arrived, and is not tried again above. */
final class UnbrokenFailuresTest {

    @ParameterizedTest
    @EnumSource
    void ask_badRequest_isTheSdksOwnException(Way way) throws Exception {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: too many\"}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(400, "application/json", body));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            BadRequestException refused =
                    Thrown.by(BadRequestException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(refused.body().toString()).contains("too many");
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.perennial().outcome(refused).orElseThrow()).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_alwaysOverloaded_isNotMultipliedByTheSdksRetries(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", Wire.OVERLOADED));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            OverloadedException refused =
                    Thrown.by(OverloadedException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(server.exchanges()).hasSize(2);
            Outcome outcome = client.perennial().outcome(refused).orElseThrow();
            assertThat(outcome.code()).isEqualTo("overloaded");
            assertThat(outcome.report().attempts()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_connectionsThatAlwaysBreak_areNotMultipliedByTheSdksRetries(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(Exchange::reset);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            AnthropicIoException broken =
                    Thrown.by(AnthropicIoException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(server.exchanges()).hasSize(2);
            assertThat(client.perennial().outcome(broken).orElseThrow().code()).isEqualTo("cut");
            assertThat(broken).hasMessageContaining("2 attempts").hasMessageContaining("reset");
        }
    }

    @Test
    void createStreaming_nobodyListens_saysSo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (UnbrokenClient client = UnbrokenClient.to("http://127.0.0.1:" + port, s -> s.maxAttempts(1))) {
            AnthropicIoException broken = Thrown.by(AnthropicIoException.class, () -> client.read(new ArrayList<>()));

            assertThat(client.perennial().outcome(broken).orElseThrow().report().attempts())
                    .singleElement()
                    .satisfies(a -> assertThat(a.cause().orElseThrow().code()).isEqualTo("connect_failed"));
        }
    }

    @Test
    void createStreaming_textThatCannotGoOn_endsTypedWithAllThatArrived() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.reset();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            List<String> seen = new ArrayList<>();
            AnthropicIoException broken = Thrown.by(AnthropicIoException.class, () -> client.read(seen));

            Outcome outcome = client.perennial().outcome(broken).orElseThrow();
            assertThat(outcome.code()).isEqualTo("cut");
            assertThat(outcome.retryable()).isTrue();
            assertThat(outcome.report().message().blocks().getFirst().json()).contains("Once upon");
            assertThat(String.join("", seen)).isEqualTo("Once upon");
        }
    }

    @Test
    void createStreaming_errorEventThatStays_isTheSdksOwnException() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.streaming(Wire.BEGUN + "event: error\ndata: " + Wire.OVERLOADED + "\n\n");
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            SseException error = Thrown.by(SseException.class, () -> client.read(new ArrayList<>()));

            assertThat(error.body().toString()).contains("overloaded_error");
            assertThat(client.perennial().outcome(error).orElseThrow().code()).isEqualTo("overloaded");
        }
    }

    @Test
    void create_errorEventThatStays_isTheExceptionOfItsStatus() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.streaming(Wire.BEGUN + "event: error\ndata: " + Wire.OVERLOADED + "\n\n");
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            OverloadedException error = Thrown.by(
                    OverloadedException.class, () -> client.sync().messages().create(OpenClient.hello()));

            assertThat(error.body().toString()).contains("overloaded_error");
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.perennial().outcome(error).orElseThrow().code()).isEqualTo("overloaded");
        }
    }
}
