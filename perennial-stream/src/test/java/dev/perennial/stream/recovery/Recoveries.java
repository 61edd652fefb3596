package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;

/** Makes recoveries for tests. */
final class Recoveries {

    static final String BODY = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

    /** A request for an answer that follows a schema. */
    static final String STRUCTURED = BODY.replace(
            "\"stream\":true",
            "\"stream\":true,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}");

    /** A request whose tool is to be seen while its input is written. */
    static final String EAGER = BODY.replace(
            "\"stream\":true",
            "\"stream\":true,\"tools\":[{\"name\":\"write\",\"eager_input_streaming\":true,"
                    + "\"input_schema\":{\"type\":\"object\"}}]");

    static final Capabilities MODEL = model("claude-opus-5-5");

    /** It takes a prefill, and thinks only when it is told to. */
    static final Capabilities OLD_MODEL = model("claude-sonnet-4-5");

    private static final long SEED = 7;

    private Recoveries() {}

    static Capabilities model(String id) {
        return Catalogue.builtIn().get(id);
    }

    static Recovery usual() {
        return with(RecoverySettings.DEFAULT);
    }

    static Recovery with(RecoverySettings settings) {
        return with(settings, SEED);
    }

    static Recovery with(RecoverySettings settings, long seed) {
        return Recovery.of(BODY.getBytes(UTF_8), MODEL, settings, seed);
    }

    static Recovery with(Budgets budgets) {
        return with(RecoverySettings.DEFAULT.withBudgets(budgets));
    }

    static Recovery with(Delivery delivery) {
        return with(RecoverySettings.DEFAULT.withDelivery(delivery));
    }

    static Recovery of(String body) {
        return Recovery.of(body.getBytes(UTF_8), MODEL, RecoverySettings.DEFAULT, SEED);
    }

    static Recovery of(String body, Capabilities model) {
        return Recovery.of(body.getBytes(UTF_8), model, RecoverySettings.DEFAULT, SEED);
    }

    static Recovery of(String body, Delivery delivery) {
        return Recovery.of(body.getBytes(UTF_8), MODEL, RecoverySettings.DEFAULT.withDelivery(delivery), SEED);
    }
}
