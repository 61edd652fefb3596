/** Sessions that are kept, as people and programs read them: the list, the transcript, the exports. */
@NullMarked
package dev.perennial.app.sessions;

import org.jspecify.annotations.NullMarked;
