package dev.perennial.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a file from its beginning, beside others who do the same; does not close it. */
final class FileReading extends InputStream {

    private final FileChannel file;
    private long at;

    FileReading(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = file.read(ByteBuffer.wrap(target, offset, length), at);
        at += Math.max(0, count);
        return count;
    }
}
