@NullMarked
package dev.perennial.simulator.demo;

import org.jspecify.annotations.NullMarked;
