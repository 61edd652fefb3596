package dev.perennial.simulator.internal.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Meter;
import dev.perennial.simulator.limit.Ramp;
import dev.perennial.simulator.limit.Rates;
import dev.perennial.simulator.limit.SpendLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Limits as JSON: {@code tier}, or {@code classes} of {@code requests}, {@code input_tokens}, {@code output_tokens} per
 * minute; {@code request_window_ms}, {@code ramp}, {@code refused_count}, {@code foreign}, {@code spend}.
 */
public final class LimitsJson {

    private static final Set<String> FIELDS =
            Set.of("tier", "classes", "request_window_ms", "ramp", "refused_count", "foreign", "spend", "levels");

    private LimitsJson() {}

    /** The JSON of limits. */
    public static ObjectNode write(Limits limits) {
        ObjectNode json = Json.object();
        ObjectNode classes = json.putObject("classes");
        limits.classes().forEach((name, rates) -> classes.set(name, rates(rates)));
        json.put("request_window_ms", limits.requestWindow().toMillis())
                .put("refused_count", limits.refusedCount())
                .put("spend", limits.spend().name().toLowerCase(Locale.ROOT));
        json.set("foreign", rates(limits.foreign()));
        limits.ramp()
                .ifPresent(ramp -> json.putObject("ramp")
                        .put("window_ms", ramp.window().toMillis())
                        .put("tokens", ramp.tokens())
                        .put("factor", ramp.factor()));
        return json;
    }

    private static ObjectNode rates(Rates rates) {
        ObjectNode json = Json.object();
        for (Meter meter : Meter.values()) {
            json.put(meter.field(), rates.of(meter));
        }
        return json;
    }

    /**
     * The limits of JSON; what it does not name is off.
     *
     * @throws IllegalArgumentException that names the field and what it may be
     */
    public static Limits read(ObjectNode json) {
        requireKnown(json);
        Limits limits = tier(json);
        for (var field : json.path("classes").properties()) {
            limits = limits.withClass(field.getKey(), rates("classes." + field.getKey(), field.getValue()));
        }
        if (json.has("request_window_ms")) {
            limits = limits.withRequestWindow(millis("request_window_ms", json.path("request_window_ms")));
        }
        if (json.has("ramp")) {
            limits = limits.withRamp(ramp(json.path("ramp")));
        }
        if (json.has("foreign")) {
            limits = limits.withForeign(rates("foreign", json.path("foreign")));
        }
        return limits.withRefusedCount(json.path("refused_count").asBoolean(false))
                .withSpend(spend(json.path("spend").asText("none")));
    }

    private static void requireKnown(ObjectNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown field `" + name + "`; there are " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
            }
        });
    }

    private static Limits tier(ObjectNode json) {
        String name = json.path("tier").asText("off");
        return name.equals("off")
                ? Limits.OFF
                : Limits.tier(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "tier: `" + name + "` is none; say off, start, build or scale."));
    }

    private static Rates rates(String at, JsonNode json) {
        return new Rates(
                amount(at, json, Meter.REQUESTS),
                amount(at, json, Meter.INPUT_TOKENS),
                amount(at, json, Meter.OUTPUT_TOKENS));
    }

    private static long amount(String at, JsonNode json, Meter meter) {
        return amount(at + "." + meter.field(), json.path(meter.field()));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException that names the field
     */
    public static long amount(String at, JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            return number.asLong();
        }
        throw new IllegalArgumentException(at + ": has to be a whole number, is "
                + (number.isMissingNode() ? "missing" : number.toString()) + ".");
    }

    private static Duration millis(String at, JsonNode number) {
        return Duration.ofMillis(amount(at, number));
    }

    private static Ramp ramp(JsonNode json) {
        return new Ramp(
                millis("ramp.window_ms", json.path("window_ms")),
                amount("ramp.tokens", json.path("tokens")),
                json.path("factor").asDouble(2));
    }

    private static SpendLimit spend(String name) {
        for (SpendLimit limit : SpendLimit.values()) {
            if (limit.name().equalsIgnoreCase(name)) {
                return limit;
            }
        }
        throw new IllegalArgumentException("spend: `" + name + "` is none; say none, enforced or contract.");
    }
}
