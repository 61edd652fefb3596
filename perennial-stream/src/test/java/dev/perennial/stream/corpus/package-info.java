/**
 * Texts of which is known where they broke and how they go on, and the replies of models that were asked to go on: what a
 * seam is judged by. Written apart from the seam.
 */
@NullMarked
package dev.perennial.stream.corpus;

import org.jspecify.annotations.NullMarked;
