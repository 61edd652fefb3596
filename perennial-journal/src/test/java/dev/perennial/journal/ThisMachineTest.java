package dev.perennial.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ThisMachineTest {

    private final ThisMachine machine = new ThisMachine();

    @Test
    void holder_isThisProcess_andEachIsAnother() {
        Holder one = machine.holder();
        Holder two = machine.holder();

        assertThat(one.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(one.host()).isNotBlank();
        assertThat(machine.started(one.pid())).hasValue(one.started());
        assertThat(two.journal()).isNotEqualTo(one.journal());
    }

    @Test
    void started_ofAChild_isToldUntilItEnds() throws Exception {
        Process child = new ProcessBuilder("sleep", "1000").start();
        String started = machine.started(child.pid()).orElseThrow();
        assertThat(machine.started(child.pid())).hasValue(started);

        child.destroyForcibly();
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(machine.started(child.pid())).isEmpty();
    }

    @Test
    void startOf_namesWithBrackets_doNotMislead() {
        String fields = " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21";
        assertThat(ThisMachine.startOf("12 (a) b (c))" + fields)).hasValue("4711");
        assertThat(ThisMachine.startOf("12 (java)" + fields)).hasValue("4711");
    }

    @Test
    void startOf_deadButNotCollected_isNobody() {
        assertThat(ThisMachine.startOf("12 (java) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20"))
                .isEmpty();
    }
}
