/** The simulator's own table of models and its tokenizer; no API. */
@NullMarked
package dev.perennial.simulator.internal.facts;

import org.jspecify.annotations.NullMarked;
