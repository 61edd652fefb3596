package dev.perennial.agent.journal;

/** What an appended batch survives. */
public enum Durability {

    /** The end of the process at any instant, {@code kill -9} included. */
    PROCESS,

    /** Also a crash of the machine and a loss of power, as far as its disk keeps its word. */
    MACHINE
}
