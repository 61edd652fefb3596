package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;

/** A way to go on. */
@FunctionalInterface
interface Way {

    Continued reply(Turn turn);
}
