package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Sleeper;
import com.anthropic.core.http.Interceptor;
import com.anthropic.errors.AnthropicIoException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the client is made: there is one owner of retries. */
final class AttemptsInAllTest {

    private static final ScriptedServer.Script RESETS = Exchange::reset;
    private static final ScriptedServer.Script REFUSES = e -> e.respond(529, "application/json", Wire.OVERLOADED);
    private static final ScriptedServer.Script BREAKS = e -> {
        e.startStream();
        e.chunk(Wire.START);
        e.reset();
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void create_anyNumberOfRetries_isNotMultiplied(int retries) throws Exception {
        Perennial perennial = Perennial.with(twoAttempts().build());
        for (ScriptedServer.Script script : new ScriptedServer.Script[] {RESETS, REFUSES, BREAKS}) {
            assertThat(requests(script, client(retries).addInterceptor(perennial)))
                    .isEqualTo(2);
        }
    }

    @Test
    void create_interceptorThatMakesTheBodyAnew_isNotMultiplied() throws Exception {
        Interceptor anew = Interceptor.syncOnly((next, request, options) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            request.body().orElseThrow().writeTo(body);
            return next.execute(
                    request.toBuilder().body(new OnceBody(body.toByteArray())).build(), options);
        });

        assertThat(requests(
                        RESETS,
                        client(2)
                                .addInterceptor(anew)
                                .addInterceptor(Perennial.with(twoAttempts().build()))))
                .isEqualTo(2);
    }

    @Test
    void create_addedTwice_isNotMultiplied() throws Exception {
        PerennialSettings settings = twoAttempts().maxResumes(2).build();
        ScriptedServer.Script breaksLater = e -> {
            e.startStream();
            e.chunk(Wire.BEGUN);
            e.reset();
        };

        int once = requests(breaksLater, client(0).addInterceptor(Perennial.with(settings)));
        int twice = requests(
                breaksLater,
                client(0).addInterceptor(Perennial.with(settings)).addInterceptor(Perennial.with(settings)));

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void create_certificateThatNobodyTrusts_isNotMultiplied(@TempDir Path folder) throws Exception {
        try (ScriptedServer server = ScriptedServer.https(
                TestAuthority.create(folder, "somebody").sockets(), e -> e.respond(200, "text/plain", ""))) {
            AnthropicClient client = client(2)
                    .baseUrl(server.url())
                    .addInterceptor(Perennial.create())
                    .build();

            assertThat(catchThrowable(() -> client.messages().create(OpenClient.hello())))
                    .isInstanceOf(AnthropicIoException.class);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void create_refusedAndThenCut_saysCut() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedServer server =
                        ScriptedServer.http(e -> (count.getAndIncrement() == 0 ? REFUSES : RESETS).serve(e));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            Throwable failure = catchThrowable(() -> client.sync().messages().create(OpenClient.hello()));

            assertThat(failure).isInstanceOf(AnthropicIoException.class).hasMessageContaining("reset");
            assertThat(client.perennial().outcome(failure).orElseThrow().code()).isEqualTo("cut");
        }
    }

    private static int requests(ScriptedServer.Script script, AnthropicOkHttpClient.Builder builder) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(script)) {
            AnthropicClient client = builder.baseUrl(server.url()).build();
            assertThat(catchThrowable(() -> client.messages().create(OpenClient.hello())))
                    .isNotNull();
            client.close();
            return server.exchanges().size();
        }
    }

    private static PerennialSettingsBuilder twoAttempts() {
        return PerennialSettings.builder().maxAttempts(2);
    }

    private static AnthropicOkHttpClient.Builder client(int retries) {
        return AnthropicOkHttpClient.builder()
                .apiKey("test-key")
                .maxRetries(retries)
                .sleeper(new NoSleep());
    }

    /** The SDK's own waits between its retries, left out. */
    private static final class NoSleep implements Sleeper {

        @Override
        public void sleep(Duration duration) {}

        @Override
        public CompletableFuture<Void> sleepAsync(Duration duration) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
