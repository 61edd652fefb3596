package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.ResponseHead;

/** What a response turns out to be. */
enum Arrival {
    /** A stream, of which nothing was read yet. */
    STREAM,
    /** A stream that calls itself something else, so that its beginning was read. */
    DISGUISED,
    /** Anything else, such as an error. */
    REFUSAL;

    boolean isStream() {
        return this != REFUSAL;
    }

    /** The head, as the recovery is to see it. */
    ResponseHead head(HttpResponse response) {
        return this == DISGUISED ? Heads.ofStream(response) : Heads.of(response);
    }
}
