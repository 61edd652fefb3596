package dev.perennial.simulator.internal.limit;

/** Whether a request may be answered now. */
public sealed interface Admission {

    /**
     * It may.
     *
     * @param grant is told what the request uses
     */
    record Admitted(Grant grant) implements Admission {}

    /**
     * It may not.
     *
     * @param refusal what to answer instead
     */
    record Refused(Refusal refusal) implements Admission {}
}
