/** The ways in which streams go wrong, by name: a catalogue, a text form, and their effect on an answer. */
@NullMarked
package dev.perennial.simulator.fault;

import org.jspecify.annotations.NullMarked;
