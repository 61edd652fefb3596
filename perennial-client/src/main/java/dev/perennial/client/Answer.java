package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Outcome;

/** What a message's first answer came to. */
sealed interface Answer {

    /** A stream has begun: the message can be read. */
    record Stream(HttpResponse head) implements Answer {}

    /** The server knows no streams, and answered with the whole message. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Plain(HttpResponse head, byte[] body) implements Answer {}

    /** There will be no stream: the last attempt was refused by status. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Refusal(HttpResponse head, byte[] body, Outcome outcome) implements Answer {}

    /** There will be no stream: the last attempt did not get as far as a status. */
    record Nothing(Outcome outcome) implements Answer {}
}
