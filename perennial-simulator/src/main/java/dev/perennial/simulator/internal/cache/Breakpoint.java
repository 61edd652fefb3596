package dev.perennial.simulator.internal.cache;

import java.time.Duration;

/**
 * A place up to which a prompt asks to be cached.
 *
 * @param block the number of the block that it stands after, from 0
 * @param tokens the tokens up to there
 * @param lifetime how long the entry lives
 */
record Breakpoint(int block, int tokens, Duration lifetime) {}
