package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A message of {@code application/vnd.amazon.eventstream} (smithy.io, "Amazon Event Stream"): two lengths and their checksum,
 * headers, a payload, and a checksum over it all.
 */
final class EventStreamFrame {

    private static final int AROUND = 16;
    private static final int TEXT = 7;

    private EventStreamFrame() {}

    static byte[] of(Map<String, String> headers, String payload) {
        byte[] head = headers(headers);
        byte[] body = payload.getBytes(UTF_8);
        byte[] frame = new byte[AROUND + head.length + body.length];
        ByteBuffer out = ByteBuffer.wrap(frame).putInt(frame.length).putInt(head.length);
        out.putInt(checksum(frame, out.position())).put(head).put(body);
        out.putInt(checksum(frame, out.position()));
        return frame;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            bytes.write(name.length());
            bytes.writeBytes(name.getBytes(UTF_8));
            bytes.write(TEXT);
            bytes.write(value.length() >> 8);
            bytes.write(value.length());
            bytes.writeBytes(value.getBytes(UTF_8));
        });
        return bytes.toByteArray();
    }
}
