package dev.perennial.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * Unpacks a body that a proxy packed on its way, although it was asked not to (RFC 1952), as far as it has arrived; it may be
 * several packs in a row. A body that only says that it is packed passes as it is. Not thread-safe; holds memory of the system's
 * until it is closed.
 */
final class Unpacked implements AutoCloseable {

    private static final int FIXED_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int PART_BYTES = 8 << 10;
    private static final byte MAGIC = 0x1f;
    private static final int HAS_CHECK = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final Inflater inflater = new Inflater(true);
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int trailer;
    private boolean begun;
    private boolean plain;

    /**
     * A whole request.
     *
     * @throws UnsendableRequestException if it is not packed, or too long
     */
    static byte[] request(byte[] packed, long most) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] body = in.readNBytes((int) most);
            if (in.read() >= 0) {
                throw new UnsendableRequestException(
                        new IllegalArgumentException("its body is longer than " + most + " bytes when it is unpacked"));
            }
            return body;
        } catch (IOException e) {
            throw new UnsendableRequestException(
                    new IllegalArgumentException("its body is not packed as its Content-Encoding says", e));
        }
    }

    /**
     * The bytes that these stand for; none as long as the head of the pack is not whole.
     *
     * @throws IOException if they are no pack
     */
    byte[] more(byte[] packed) throws IOException {
        if (plain) {
            return packed;
        }
        out.reset();
        add(packed);
        return out.toByteArray();
    }

    private void add(byte[] packed) throws IOException {
        int skipped = Math.min(trailer, packed.length);
        trailer -= skipped;
        byte[] rest = Arrays.copyOfRange(packed, skipped, packed.length);
        if (begun) {
            inflate(rest, 0);
        } else if (rest.length > 0) {
            begin(rest);
        }
    }

    private void begin(byte[] more) throws IOException {
        head.writeBytes(more);
        byte[] all = head.toByteArray();
        int body = bodyOf(all);
        if (all[0] != MAGIC) {
            plain = true;
            out.writeBytes(all);
        } else if (body >= 0) {
            begun = true;
            head.reset();
            inflate(all, body);
        } else if (all.length > LONGEST_HEAD) {
            throw new IOException("the head of the gzip has no end");
        }
    }

    /** Where the packed bytes begin; negative if that is not known yet. */
    private static int bodyOf(byte[] all) {
        if (all.length < FIXED_BYTES) {
            return -1;
        }
        int flags = all[3];
        int at = FIXED_BYTES;
        if ((flags & HAS_EXTRA) != 0) {
            at = all.length < at + 2 ? all.length + 1 : at + 2 + (all[at] & 0xff) + ((all[at + 1] & 0xff) << 8);
        }
        at = (flags & HAS_NAME) != 0 ? afterZero(all, at) : at;
        at = (flags & HAS_COMMENT) != 0 ? afterZero(all, at) : at;
        at += (flags & HAS_CHECK) != 0 ? 2 : 0;
        return at <= all.length ? at : -1;
    }

    private static int afterZero(byte[] all, int from) {
        for (int at = from; at < all.length; at++) {
            if (all[at] == 0) {
                return at + 1;
            }
        }
        return all.length + 1;
    }

    private void inflate(byte[] packed, int from) throws IOException {
        byte[] part = new byte[PART_BYTES];
        inflater.setInput(packed, from, packed.length - from);
        try {
            for (int count = inflater.inflate(part); count > 0; count = inflater.inflate(part)) {
                out.write(part, 0, count);
            }
        } catch (DataFormatException e) {
            throw new IOException("the body is no gzip although it says so", e);
        }
        if (inflater.finished()) {
            int left = inflater.getRemaining();
            inflater.reset();
            begun = false;
            trailer = TRAILER_BYTES;
            add(Arrays.copyOfRange(packed, packed.length - left, packed.length));
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
