package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is piped in beside a task. */
final class TaskInputTest {

    @Test
    void offered_thereAlready_isReadWithoutPatience() {
        TaskInput input = new TaskInput(new ByteArrayInputStream("from the pipe".getBytes(UTF_8)), false, Path.of(""));

        assertThat(input.offered(Duration.ZERO)).contains("from the pipe");
    }
}
