package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.fault.FaultCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {

    @TempDir
    private Path folder;

    @Test
    void simulate_list_printsEachFaultInColumns() {
        Invocation list = Invocation.in(folder).run("simulate", "--list");
        List<String> lines = list.out().lines().toList();

        assertThat(list.exitCode()).isZero();
        assertThat(lines).hasSameSizeAs(FaultCatalogue.kinds());
        assertThat(lines).anyMatch(line -> line.matches("silence=1h +@text +silence +nothing comes .*"));
    }

    @Test
    void simulate_unknownFault_namesTheNearest() {
        Invocation wrong = Invocation.in(folder).run("simulate", "--port", "0", "--fault", "rest@text");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("`rest`", "`reset`", "--list");
    }
}
