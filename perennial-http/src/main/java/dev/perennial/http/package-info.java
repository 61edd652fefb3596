/** Routes and server-sent events as a thin layer over Jetty core. */
@NullMarked
package dev.perennial.http;

import org.jspecify.annotations.NullMarked;
