package dev.perennial.agent.output;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text while it grows: its beginning in memory, all of it in a file once it is longer than can be shown. Takes the same
 * memory whatever its length. Not safe for use by several threads.
 */
final class GrowingText implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final Logger LOG = System.getLogger(GrowingText.class.getName());

    private final OutputFolder folder;
    private final int kept;
    private byte[] beginning = new byte[1024];
    private int beginningLength;
    private long length;
    private long lineEnds;
    private boolean endsWithLineEnd;
    private OutputFolder.@Nullable Created file;
    private @Nullable IOException failure;

    /**
     * @param folder where long texts go
     * @param kept how many bytes stay in memory
     */
    GrowingText(OutputFolder folder, int kept) {
        this.folder = folder;
        this.kept = kept;
    }

    void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    /** Takes bytes of UTF-8, which may end inside a character if the rest follows. */
    void append(byte[] bytes, int from, int to) {
        int toBeginning = Math.min(to - from, kept - beginningLength);
        keep(bytes, from, toBeginning);
        length += to - from;
        lineEnds += lineEnds(bytes, from, to);
        endsWithLineEnd = to > from ? bytes[to - 1] == '\n' : endsWithLineEnd;
        if (length > kept) {
            write(bytes, from + toBeginning, to);
        }
    }

    private void keep(byte[] bytes, int from, int count) {
        if (beginningLength + count > beginning.length) {
            beginning =
                    Arrays.copyOf(beginning, Math.min(kept, Math.max(beginningLength + count, 2 * beginning.length)));
        }
        System.arraycopy(bytes, from, beginning, beginningLength, count);
        beginningLength += count;
    }

    /** Eight bytes at a time: of those that are a line feed, and only of those, the highest bit is set. */
    private static int lineEnds(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long others = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
            count += Long.bitCount(~(((others & LOW_BITS) + LOW_BITS) | others | LOW_BITS));
        }
        for (; at < to; at++) {
            count += bytes[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    private void write(byte[] bytes, int from, int to) {
        if (failure != null) {
            return;
        }
        try {
            FileChannel channel = opened().channel();
            write(channel, ByteBuffer.wrap(bytes, from, to - from));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A long output cannot be kept", e);
            failure = e;
        }
    }

    private OutputFolder.Created opened() throws IOException {
        OutputFolder.Created open = file;
        if (open == null) {
            open = folder.create();
            file = open;
            write(open.channel(), ByteBuffer.wrap(beginning, 0, beginningLength));
        }
        return open;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The length in bytes. */
    long length() {
        return length;
    }

    long lineEnds() {
        return lineEnds;
    }

    boolean endsWithLineEnd() {
        return endsWithLineEnd;
    }

    /** Whether all of it is {@link #beginning()}. */
    boolean isShort() {
        return length <= kept;
    }

    /** The beginning, all of it if it is short. */
    String beginning() {
        int whole = length == beginningLength ? beginningLength : Utf8.wholeEnd(beginning, beginningLength);
        return new String(beginning, 0, whole, StandardCharsets.UTF_8);
    }

    /** Why it is not in a file, if it should be. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The handle under which all of it lies in a file from now on; empty if that failed. */
    Optional<String> handle() {
        write(beginning, 0, 0);
        OutputFolder.Created open = file;
        return failure == null && open != null ? Optional.of(open.handle()) : Optional.empty();
    }

    /** The handle of its file, if there is one. */
    Optional<String> kept() {
        return Optional.ofNullable(file).map(OutputFolder.Created::handle);
    }

    /** The end, as far as it is known, of no more bytes than are kept of the beginning. */
    String end() {
        OutputFolder.Created open = file;
        if (open == null) {
            return beginning();
        }
        try {
            return end(open.channel());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The end of a long output cannot be read", e);
            return "";
        }
    }

    private String end(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - kept);
        ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Until it is full.
        }
        int start = from == 0 ? 0 : Utf8.wholeStart(bytes.array(), 0, bytes.position());
        return new String(bytes.array(), start, bytes.position() - start, StandardCharsets.UTF_8);
    }

    /** What is in a file stays there. */
    @Override
    public void close() {
        OutputFolder.Created open = file;
        if (open != null) {
            try {
                open.channel().close();
                folder.storeOnce(open);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Closing an output failed", e);
            }
        }
    }
}
