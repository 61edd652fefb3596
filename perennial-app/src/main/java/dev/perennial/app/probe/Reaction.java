package dev.perennial.app.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param message the message of the error; empty if there was none
 * @param body the body of a whole answer; empty for a stream and for errors; not to be changed
 * @param limits the limits that the headers told, by the name of the header
 */
public record Reaction(int status, String message, ObjectNode body, Map<String, String> limits) {

    public Reaction {
        limits = Map.copyOf(limits);
    }

    boolean isAccepted() {
        return status == 200;
    }

    boolean isInvalid() {
        return status == 400;
    }

    /** The status, and the message if there is one. */
    String gist() {
        return message.isEmpty() ? String.valueOf(status) : status + " " + message;
    }
}
