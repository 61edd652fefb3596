package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out where requests end, with bodies of a known length or in chunks; one after the other. */
final class RequestReader {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    /** Whether these bytes complete a request. */
    boolean take(ByteBuffer arrived) {
        byte[] more = new byte[arrived.remaining()];
        arrived.get(more);
        bytes.writeBytes(more);
        boolean whole = isWhole(bytes.toString(ISO_8859_1));
        if (whole) {
            bytes.reset();
        }
        return whole;
    }

    private static boolean isWhole(String request) {
        int headEnd = request.indexOf(HEAD_END);
        if (headEnd < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(request.substring(0, headEnd));
        return length.find()
                ? request.length() >= headEnd + HEAD_END.length() + Integer.parseInt(length.group(1))
                : request.endsWith(LAST_CHUNK);
    }
}
