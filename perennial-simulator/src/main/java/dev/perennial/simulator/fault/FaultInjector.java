package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.internal.Hash;
import dev.perennial.simulator.internal.Json;
import java.util.HexFormat;

/**
 * Lets faults befall responses, and counts the attempts of each conversation.
 *
 * <p>A conversation is a path, model, system prompt and first message, with the faults that are asked for. Its attempts begin anew after a response that was
 * sent whole. Safe for use by several threads.
 */
public final class FaultInjector {

    private final Faults always;
    private final AttemptCounter attempts = new AttemptCounter();

    /** An injector with faults that befall all requests. */
    public FaultInjector(Faults always) {
        this.always = always;
    }

    /**
     * What becomes of a response.
     *
     * @param asked what the request asks for, with its path
     * @param body the body of the request
     * @param response the response as it would have been; not to be used any more
     */
    public SimulatedResponse apply(RequestedFaults asked, JsonNode body, SimulatedResponse response) {
        Faults faults = always.and(asked.faults());
        if (faults.list().isEmpty()) {
            return response;
        }
        String conversation = conversation(asked, body);
        Faults active = faults.during(attempts.next(conversation));
        return new Misfortune(active, () -> attempts.forget(conversation)).befall(response);
    }

    private static String conversation(RequestedFaults asked, JsonNode body) {
        String identity = asked.path()
                + '\n'
                + asked.faults()
                + '\n'
                + body.path("model")
                + '\n'
                + Json.write(body.path("system"))
                + '\n'
                + Json.write(body.path("messages").path(0));
        return HexFormat.of().formatHex(Hash.keyed(0, identity));
    }
}
