package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.fault.FaultCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags of {@code simulate} that cannot be meant. */
@Timeout(60)
final class SimulateCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--pace, warp, crowded",
        "--limits, fast, requests=50",
        "--manner, rude, restarts-sentence",
        "--text-kind, novel, refrain",
        "--brain, none, replay",
        "--brain, replay, --replay FILE",
        "--replay, nowhere.jsonl, nowhere.jsonl",
        "--log, nowhere/log.jsonl, nowhere; choose another file",
        "--log, ., it is a folder; choose another file"
    })
    void simulate_wrongFlag_saysWhatToSay(String flag, String value, String way) {
        Invocation wrong = Invocation.in(folder).run("simulate", flag, value);

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(way);
    }

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
