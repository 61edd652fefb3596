/** The offline default: a stand-in for a model that understands a handful of everyday requests and does them with tools. */
@NullMarked
package dev.perennial.simulator.demo;

import org.jspecify.annotations.NullMarked;
