package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A real process that gets a real signal. */
final class CloseOnExitTest {

    @Test
    void closeOnExit_signal_letsTheReaderSayWhatItHad() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
            e.startStream();
            e.chunk(Wire.BEGUN);
            e.awaitClientGone();
        })) {
            Process program = start(server.url());
            try (BufferedReader lines = program.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("Once upon");
                program.toHandle().destroy(); // SIGTERM; Ctrl-C runs the same hooks

                assertThat(lines.readLine()).isEqualTo("stopped after: Once upon");
                assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static Process start(String url) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedProgram.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
