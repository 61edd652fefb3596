package dev.perennial.client;

import com.anthropic.core.http.HttpRequest;
import dev.perennial.client.PerennialSettings.Mode;
import dev.perennial.client.governor.Governing;
import dev.perennial.governor.Priority;
import dev.perennial.stream.recovery.Delivery;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the {@code perennial} header of one request says, for example {@code observe} or {@code stall-timeout=40s,
 * max-resumes=3}. The names are those of the command line's flags. The header is not sent on.
 */
final class CallSettings {

    static final String HEADER = "perennial";

    /** The name under which {@link Handover} knows what the request goes on with. */
    static final String RESUME = "resume";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final String NAMES =
            "on, observe, off, adaptive, connect-timeout, idle-timeout, first-token-timeout, stall-timeout,"
                    + " tool-input-timeout, thinking-timeout, total-timeout, max-attempts, max-resumes,"
                    + " max-resume-tokens, delivery, patience, governor, count-tokens, session, priority";

    private final PerennialSettingsBuilder settings;
    private Governing governing;
    private boolean resumes;

    private CallSettings(PerennialSettings defaults) {
        settings = defaults.toBuilder();
        governing = defaults.governing();
    }

    /**
     * The settings for a request.
     *
     * @throws IllegalArgumentException if the header names something unknown, or a value that is none
     * @throws IllegalStateException if it is to go on with a message, but messages are not kept alive
     */
    static PerennialSettings of(HttpRequest request, PerennialSettings defaults) {
        if (request.headers().values(HEADER).isEmpty()) {
            return defaults;
        }
        CallSettings call = new CallSettings(defaults);
        items(request).forEach(call::set);
        return call.built();
    }

    private static Stream<String> items(HttpRequest request) {
        return request.headers().values(HEADER).stream()
                .flatMap(v -> Pattern.compile("[,;]").splitAsStream(v))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    private PerennialSettings built() {
        PerennialSettings built = settings.build();
        if (resumes && built.mode() != Mode.ON) {
            throw new IllegalStateException("a message is to be resumed, but Perennial is "
                    + built.mode().name().toLowerCase(Locale.ROOT) + ": turn it on, if only by the header " + HEADER
                    + ": on");
        }
        return built;
    }

    /** What {@link Handover} knows what the request goes on with by; empty if it begins a message. */
    static Optional<String> resumed(HttpRequest request) {
        return items(request)
                .filter(item -> item.startsWith(RESUME + "="))
                .map(item -> item.substring(RESUME.length() + 1))
                .findFirst();
    }

    private void set(String item) {
        int equals = item.indexOf('=');
        String name = (equals < 0 ? item : item.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : item.substring(equals + 1).strip();
        switch (name) {
            case "on" -> settings.mode(Mode.ON);
            case "observe" -> settings.mode(Mode.OBSERVE);
            case "off" -> settings.mode(Mode.OFF);
            case "adaptive" -> settings.adaptive(onOrOff(name, value));
            case "connect-timeout" -> settings.connectTimeout(duration(name, value));
            case "idle-timeout" -> settings.idleTimeout(duration(name, value));
            case "first-token-timeout" -> settings.firstTokenTimeout(duration(name, value));
            case "stall-timeout" -> settings.stallTimeout(duration(name, value));
            case "tool-input-timeout" -> settings.toolInputTimeout(duration(name, value));
            case "thinking-timeout" -> settings.thinkingTimeout(duration(name, value));
            case "total-timeout" -> settings.totalTimeout(duration(name, value));
            case "max-attempts" -> settings.maxAttempts(number(name, value));
            case "max-resumes" -> settings.maxResumes(number(name, value));
            case "max-resume-tokens" -> settings.maxResumeTokens(number(name, value));
            case RESUME -> resumes = true;
            case "delivery" -> settings.delivery(delivery(name, value));
            case "patience" -> settings.patience(duration(name, value));
            case "governor" -> govern(g -> g.withOn(onOrOff(name, value)));
            case "count-tokens" -> govern(g -> g.withCounting(onOrOff(name, value)));
            case "session" -> govern(g -> g.withSession(value));
            case "priority" -> govern(g -> g.withPriority(priority(name, value)));
            default ->
                throw new IllegalArgumentException(
                        "the header " + HEADER + " says \"" + item + "\" but knows only: " + NAMES);
        }
    }

    private void govern(UnaryOperator<Governing> change) {
        governing = change.apply(governing);
        settings.governing(governing);
    }

    private static Delivery delivery(String name, String value) {
        return switch (value) {
            case "wire" -> Delivery.WIRE;
            case "whole" -> Delivery.WHOLE;
            case "followed" -> Delivery.FOLLOWED;
            default -> throw unusable(name, value, "wire, whole or followed");
        };
    }

    private static Priority priority(String name, String value) {
        return switch (value) {
            case "normal" -> Priority.NORMAL;
            case "background" -> Priority.BACKGROUND;
            default -> throw unusable(name, value, "normal or background");
        };
    }

    private static Duration duration(String name, String value) {
        Matcher found = DURATION.matcher(value);
        if (!found.matches()) {
            throw unusable(name, value, "a duration such as 250ms, 25s, 2m or 6h");
        }
        long amount = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static boolean onOrOff(String name, String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw unusable(name, value, "on or off");
        };
    }

    private static int number(String name, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw unusable(name, value, "a whole number such as 3");
        }
        return Integer.parseInt(value);
    }

    private static IllegalArgumentException unusable(String name, String value, String wanted) {
        return new IllegalArgumentException(
                "the header " + HEADER + " gives " + name + " as \"" + value + "\" but it has to be " + wanted);
    }
}
