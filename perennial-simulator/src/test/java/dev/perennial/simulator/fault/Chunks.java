package dev.perennial.simulator.fault;

/**
 * A chunked body (RFC 9112, 7.1), as far as it came; a character stands for a byte.
 *
 * @param bytes the bytes without their frame
 * @param largest the length of the longest chunk
 * @param ended whether the last chunk came
 */
record Chunks(String bytes, int largest, boolean ended) {

    static Chunks of(String body) {
        StringBuilder bytes = new StringBuilder();
        int largest = 0;
        int at = 0;
        for (int line = body.indexOf("\r\n", at); line >= 0; line = body.indexOf("\r\n", at)) {
            int length = Integer.parseInt(body.substring(at, line), 16);
            if (length == 0) {
                return new Chunks(bytes.toString(), largest, true);
            }
            bytes.append(body, line + 2, Math.min(body.length(), line + 2 + length));
            largest = Math.max(largest, length);
            at = Math.min(body.length(), line + 2 + length + 2);
        }
        return new Chunks(bytes.toString(), largest, false);
    }
}
