/** The page, and the HTTP API of sessions that it and other programs use. */
@NullMarked
package dev.perennial.web;

import org.jspecify.annotations.NullMarked;
