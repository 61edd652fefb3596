package dev.perennial.simulator.internal.cache;

/**
 * A beginning of a prompt that ends with a whole block.
 *
 * @param hash what stands for all of it
 * @param block the number of its last block, from 0
 */
record Prefix(String hash, int block) {}
