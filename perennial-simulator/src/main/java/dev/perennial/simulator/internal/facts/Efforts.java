package dev.perennial.simulator.internal.facts;

import java.util.List;

/** The levels of effort that there are (platform.claude.com, "Effort"). */
public final class Efforts {

    /** All levels, the lowest first. */
    public static final List<String> ALL = List.of("low", "medium", "high", "xhigh", "max");

    private Efforts() {}
}
