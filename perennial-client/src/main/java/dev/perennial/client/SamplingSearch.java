package dev.perennial.client;

import java.io.OutputStream;

/**
 * Looks whether bytes may have a sampling parameter, keeping none of them: nearly no request has one, and prompts of megabytes are
 * not to be copied or parsed to find that out.
 */
final class SamplingSearch extends OutputStream {

    private static final int LENGTH = 6;
    private static final long WINDOW = (1L << (8 * LENGTH)) - 1;
    private static final long TEMPERATURE = packed("\"tempe");
    private static final long TOP_P = packed("\"top_p");
    private static final long TOP_K = packed("\"top_k");

    private long last;
    private boolean found;

    boolean found() {
        return found;
    }

    @Override
    public void write(int b) {
        last = ((last << 8) | (b & 0xff)) & WINDOW;
        found |= last == TEMPERATURE || last == TOP_P || last == TOP_K;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private static long packed(String text) {
        long bytes = 0;
        for (int i = 0; i < LENGTH; i++) {
            bytes = (bytes << 8) | text.charAt(i);
        }
        return bytes;
    }
}
