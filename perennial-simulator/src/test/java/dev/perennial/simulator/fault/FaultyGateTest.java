package dev.perennial.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.http.Admission;
import dev.perennial.http.ConnectionGate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What befalls connections before a byte is read of them. */
final class FaultyGateTest {

    private static Admission admit(String faults, long connection) {
        return FaultyGate.of(Faults.parse(faults)).admit(connection);
    }

    @Test
    void admit_eachKind_isItsAdmission() {
        assertThat(admit("connect-delay=3s", 1)).isEqualTo(new Admission.Delay(Duration.ofSeconds(3)));
        assertThat(admit("connect-delay", 1)).isEqualTo(new Admission.Delay(Duration.ofSeconds(20)));
        assertThat(admit("connect-reset", 1)).isEqualTo(new Admission.Reset());
        assertThat(admit("connect-close", 1)).isEqualTo(new Admission.Close());
        assertThat(admit("connect-black-hole", 1)).isEqualTo(new Admission.BlackHole());
    }

    @Test
    void admit_connectionThatNoFaultIsFor_isAccepted() {
        ConnectionGate gate = FaultyGate.of(Faults.parse("connect-reset~2-3"));

        assertThat(gate.admit(1)).isEqualTo(new Admission.Accept());
        assertThat(gate.admit(2)).isEqualTo(new Admission.Reset());
        assertThat(gate.admit(3)).isEqualTo(new Admission.Reset());
        assertThat(gate.admit(4)).isEqualTo(new Admission.Accept());
    }

    @Test
    void admit_severalFaults_theFirstCounts() {
        assertThat(admit("connect-close+connect-reset~*", 1)).isEqualTo(new Admission.Close());
        assertThat(admit("connect-close+connect-reset~*", 2)).isEqualTo(new Admission.Reset());
    }

    @Test
    void admit_faultOfAStream_isRefused() {
        assertThatThrownBy(() -> admit("eof", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eof");
    }
}
