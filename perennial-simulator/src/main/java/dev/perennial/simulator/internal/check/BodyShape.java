package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.assume.Assumptions;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.RequestHead;

/**
 * A body of which nothing is known yet.
 *
 * @param request the body and what came with it
 */
public record BodyShape(MessagesCall.Request request) {

    ObjectNode body() {
        return request.body();
    }

    RequestHead head() {
        return request.head();
    }

    Assumptions assumptions() {
        return request.assumptions();
    }

    /** Whether it asks for a count, which needs no {@code max_tokens}. */
    boolean countOnly() {
        return request.countOnly();
    }

    JsonNode field(String name) {
        return body().path(name);
    }
}
