package dev.perennial.simulator.fault;

import dev.perennial.http.Admission;
import dev.perennial.http.ConnectionGate;

/** Lets the faults of the group {@link FaultGroup#CONNECT} befall connections; attempts are those of the server. */
public final class FaultyGate implements ConnectionGate {

    private final Faults faults;

    private FaultyGate(Faults faults) {
        this.faults = faults;
    }

    /** A gate with these faults; of several that befall the same connection, the first counts. */
    public static ConnectionGate of(Faults faults) {
        return new FaultyGate(faults);
    }

    @Override
    public Admission admit(long number) {
        return faults.during(number).list().stream()
                .findFirst()
                .map(FaultyGate::admission)
                .orElseGet(Admission.Accept::new);
    }

    private static Admission admission(Fault fault) {
        return switch (fault.kind().name()) {
            case "connect-delay" -> new Admission.Delay(fault.time());
            case "connect-reset" -> new Admission.Reset();
            case "connect-close" -> new Admission.Close();
            case "connect-black-hole" -> new Admission.BlackHole();
            default -> throw new IllegalArgumentException(fault + " does not befall connections.");
        };
    }
}
