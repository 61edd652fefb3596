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
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Limits as JSON: {@code tier}, or {@code classes} of {@code requests}, {@code input_tokens}, {@code output_tokens} per
 * minute; {@code request_window_ms}, {@code ramp}, {@code refused_count}, {@code foreign}, {@code spend}.
 */
public final class LimitsJson {

    private static final Set<String> FIELDS =
            Set.of("tier", "classes", "request_window_ms", "ramp", "refused_count", "foreign", "spend", "levels");

    private static final Set<String> RAMP = Set.of("window_ms", "tokens", "factor");
    private static final Set<String> METERS =
            Arrays.stream(Meter.values()).map(Meter::field).collect(Collectors.toUnmodifiableSet());

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
        requireKnown("", json, FIELDS);
        Limits limits = tier(json);
        for (var field : object("classes", json).properties()) {
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
        return limits.withRefusedCount(flag("refused_count", json.path("refused_count")))
                .withSpend(spend(json.path("spend")));
    }

    private static JsonNode object(String name, ObjectNode json) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw new IllegalArgumentException(name + ": has to be a JSON object, is " + value + ".");
        }
        return value;
    }

    /**
     * Refuses misspelt fields.
     *
     * @throws IllegalArgumentException that names the first of them, and those that there are
     */
    public static void requireKnown(String at, JsonNode json, Set<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Unknown field `" + at + name + "`; there are "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        });
    }

    private static boolean flag(String at, JsonNode json) {
        if (json.isMissingNode() || json.isBoolean()) {
            return json.asBoolean();
        }
        throw new IllegalArgumentException(at + ": has to be true or false, is " + json + ".");
    }

    private static Limits tier(ObjectNode json) {
        JsonNode tier = json.path("tier");
        String name = tier.isMissingNode() ? "off" : tier.isTextual() ? tier.asText() : tier.toString();
        return name.equals("off")
                ? Limits.OFF
                : Limits.tier(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "tier: `" + name + "` is none; say off, start, build or scale."));
    }

    private static Rates rates(String at, JsonNode json) {
        requireKnown(at + ".", json, METERS);
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
        requireKnown("ramp.", json, RAMP);
        return new Ramp(
                millis("ramp.window_ms", json.path("window_ms")),
                amount("ramp.tokens", json.path("tokens")),
                factor(json.path("factor")));
    }

    private static double factor(JsonNode json) {
        if (json.isMissingNode() || json.isNumber()) {
            return json.asDouble(2);
        }
        throw new IllegalArgumentException("ramp.factor: has to be a number, is " + json + ".");
    }

    private static SpendLimit spend(JsonNode json) {
        String name = json.isMissingNode() ? "none" : json.asText();
        for (SpendLimit limit : SpendLimit.values()) {
            if (limit.name().equalsIgnoreCase(name)) {
                return limit;
            }
        }
        throw new IllegalArgumentException("spend: `" + name + "` is none; say none, enforced or contract.");
    }
}
