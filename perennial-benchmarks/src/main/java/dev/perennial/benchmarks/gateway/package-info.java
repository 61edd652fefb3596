/** What the load program for the gateway is made of: a cheap upstream, a cheap client, and the ways between them. */
@NullMarked
package dev.perennial.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
