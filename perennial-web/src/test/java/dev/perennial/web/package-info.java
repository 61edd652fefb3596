@NullMarked
package dev.perennial.web;

import org.jspecify.annotations.NullMarked;
