package dev.perennial.journal;

import java.time.InstantSource;

/** What a journal and its writers share. */
record Shared(Database database, Watches watches, Leases leases, InstantSource clock) {}
