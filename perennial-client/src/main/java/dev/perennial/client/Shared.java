package dev.perennial.client;

import dev.perennial.client.governor.LastCredential;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.circuit.Circuits;

/** What all calls of one interceptor share, whichever client makes them. Safe for use by several threads. */
record Shared(
        Catalogue catalogue,
        Alarm alarm,
        NetworkWatch network,
        Circuits circuits,
        Outcomes outcomes,
        Handover handover,
        LastCredential credential) {

    Shared() {
        this(
                Catalogue.builtIn(),
                new Alarm(),
                new NetworkWatch(),
                new Circuits(System::nanoTime),
                new Outcomes(),
                new Handover(),
                new LastCredential());
    }
}
