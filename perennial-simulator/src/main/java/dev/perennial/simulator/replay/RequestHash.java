package dev.perennial.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Hash;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.Redaction;
import java.util.HexFormat;

/** What stands for the body of a request; the order of its fields and secrets in it do not matter. */
final class RequestHash {

    private static final long SEED = 0;

    private RequestHash() {}

    static String of(JsonNode body) {
        return HexFormat.of().formatHex(Hash.keyed(SEED, Json.write(Json.sorted(Redaction.of(body)))));
    }
}
