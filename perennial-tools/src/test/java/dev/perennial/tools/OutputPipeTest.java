package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.ToolOutput;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a command whose pipe is closed at any time: it is never waited for in vain. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class OutputPipeTest {

    @TempDir
    Path folder;

    private final StringBuilder read = new StringBuilder();

    @BeforeEach
    void make() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path().toString()).start().waitFor())
                .isZero();
    }

    @Test
    void take_closedBefore_hasEnded() throws Exception {
        OutputPipe pipe = OutputPipe.open(path());
        Thread reader = Thread.ofPlatform().start(() -> pipe.read(freed -> true));
        pipe.close();
        reader.join();

        assertThat(taken(pipe).ending()).isCompletedWithValue(new Ending.Gone());
    }

    @Test
    void close_whileACommandIsAwaited_endsIt() throws Exception {
        OutputPipe pipe = OutputPipe.open(path());
        Thread reader = Thread.ofPlatform().start(() -> pipe.read(freed -> true));
        PipedOutput output = taken(pipe);
        pipe.close();
        reader.join();

        assertThat(output.ending().get(30, TimeUnit.SECONDS)).isEqualTo(new Ending.Gone());
    }

    @Test
    void read_notWantedAnyMore_endsWithTheCommand() throws Exception {
        OutputPipe pipe = OutputPipe.open(path());
        PipedOutput output = taken(pipe);
        Thread reader = Thread.ofPlatform().start(() -> pipe.read(freed -> false));
        output.stuck();
        reader.join();

        assertThat(output.ending()).isCompletedWithValue(new Ending.Stuck());
        assertThat(read).isEmpty();
    }

    private PipedOutput taken(OutputPipe pipe) {
        return pipe.take(Frame.create(), new CommandOutput(ToolOutput.collecting(read::append)));
    }

    private Path path() {
        return folder.resolve("0");
    }
}
