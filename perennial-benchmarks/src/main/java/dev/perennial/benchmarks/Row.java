package dev.perennial.benchmarks;

import dev.perennial.simulator.fault.FaultKind;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param kind the kind of fault
 * @param stream what {@code createStreaming} made of it
 * @param create what {@code create} made of it, empty if it cannot befall an answer that is no stream
 * @param unbrokenStream what {@code createStreaming} made of it with Perennial
 * @param unbrokenCreate what {@code create} made of it with Perennial, which sends it as a stream
 */
record Row(FaultKind kind, Verdict stream, Optional<Verdict> create, Verdict unbrokenStream, Verdict unbrokenCreate) {}
