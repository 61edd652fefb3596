package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import java.util.List;
import java.util.regex.Pattern;

/** Tells by its first bytes what a success is that does not say it, as servers and proxies do that know no streams. */
public final class FirstBytes {

    /** How many bytes are looked at; fewer tell less. */
    public static final int MOST = 64;

    /** Fields of events, and comments (html.spec.whatwg.org, "Server-sent events"). */
    private static final List<String> FIELDS = List.of("event:", "data:", "id:", "retry:", ":");

    private static final Pattern ERROR =
            Pattern.compile("\\s*\\{\\s*\"(?:type\"\\s*:\\s*\"error\"|error\"\\s*:).*", Pattern.DOTALL);

    private FirstBytes() {}

    /** Whether they begin a stream of events. */
    public static boolean areEvents(byte[] bytes, int count) {
        String start = start(bytes, count).replace("\uFEFF", "").stripLeading();
        return FIELDS.stream().anyMatch(start::startsWith);
    }

    /** Whether they begin an object of JSON. */
    public static boolean areJson(byte[] bytes, int count) {
        return start(bytes, count).stripLeading().startsWith("{");
    }

    /** Whether they begin an error in the API's form, or in that of others (platform.claude.com, "Errors"). */
    public static boolean areError(byte[] bytes, int count) {
        return ERROR.matcher(start(bytes, count)).matches();
    }

    /** Whether all the bytes are a message (platform.claude.com, "Messages"). */
    public static boolean areMessage(byte[] json) {
        return JsonSpan.of(json)
                .filter(m -> m.isObject() && m.text("type").equals("message"))
                .isPresent();
    }

    private static String start(byte[] bytes, int count) {
        return new String(bytes, 0, Math.min(count, MOST), UTF_8);
    }
}
