package dev.perennial.gateway;

import java.nio.ByteBuffer;
import java.util.List;

/** Portions of a body as they come from below. */
final class Portions {

    private Portions() {}

    /** All bytes in one array. */
    static byte[] join(List<ByteBuffer> buffers) {
        int length = 0;
        for (int i = 0; i < buffers.size(); i++) {
            length += buffers.get(i).remaining();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (int i = 0; i < buffers.size(); i++) {
            int count = buffers.get(i).remaining();
            buffers.get(i).get(bytes, at, count);
            at += count;
        }
        return bytes;
    }
}
