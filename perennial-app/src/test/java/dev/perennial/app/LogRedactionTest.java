package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log of the program shows of secrets that somebody has put into a message or an exception. */
@Timeout(60)
final class LogRedactionTest {

    private static final List<String> SECRETS = List.of(
            "sk-ant-api03-Abc123_def-456",
            "sk-proj0123456789",
            "AKIA0123456789ABCDEF",
            "ghp_0123456789abcdefghij",
            "github_pat_0123456789abcdef",
            "xoxb-0123456789-abcdef",
            "Bearer eyJhbGciOi.J9_-~+/==",
            "Basic dXNlcjpwYXNzd29yZA==");

    /** Logs as the program does, through its own configuration. */
    static final class Logs {

        private Logs() {}

        /** Logs what it is given, as message, as parameter, and in exceptions. */
        public static void main(String[] secrets) {
            System.Logger log = System.getLogger("test");
            for (String secret : secrets) {
                log.log(System.Logger.Level.WARNING, "message " + secret + " end");
                log.log(System.Logger.Level.WARNING, "parameter {0} end", secret);
                IOException cause = new IOException("cause " + secret + " end");
                log.log(System.Logger.Level.ERROR, "failed", new IllegalStateException("failure " + secret, cause));
            }
        }
    }

    @Test
    void log_secretsInMessagesAndExceptions_areLeftOut() throws Exception {
        String logged = logged();

        assertThat(logged)
                .contains("message sk-ant-… end", "parameter Bearer … end", "cause AKIA… end", "failure ghp_…")
                .contains("at dev.perennial.app.LogRedactionTest");
        for (String secret : SECRETS) {
            String hidden = secret.substring(secret.length() - 8);
            assertThat(logged).as(secret).doesNotContain(hidden);
        }
    }

    private static String logged() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dstderr.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Logs.class.getName())
                .redirectErrorStream(true);
        builder.command().addAll(SECRETS);
        Process process = builder.start();
        process.getOutputStream().close();
        String logged = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(logged).isZero();
        return logged;
    }
}
