package dev.perennial.gateway;

import dev.perennial.stream.recovery.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the body of a request for as long as another attempt may need it: a small one in memory, a large one in a file that
 * nobody else can open, and that is gone whatever becomes of the process.
 *
 * <p>Used by one thread, but for what it publishes.
 */
sealed interface Spool extends Body, AutoCloseable {

    /** Streams take long: what is longer than this does not wait for their end in memory. */
    int MOST_IN_MEMORY = 64 << 10;

    /**
     * Keeps a body.
     *
     * @throws UncheckedIOException if it cannot be written to a file
     */
    static Spool of(byte[] body) {
        return body.length <= MOST_IN_MEMORY ? new InMemory(body) : InFile.of(body);
    }

    /** The body, to be sent as it is. */
    BodyPublisher publisher();

    @Override
    void close();

    /** A small body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record InMemory(byte[] bytes) implements Spool {

        @Override
        public BodyPublisher publisher() {
            return BodyPublishers.ofByteArray(bytes);
        }

        @Override
        public void close() {}
    }

    /** A large one. */
    record InFile(FileChannel file, int length) implements Spool {

        static InFile of(byte[] body) {
            try {
                Path path = Files.createTempFile("perennial-", ".request");
                InFile kept = new InFile(
                        FileChannel.open(
                                path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE),
                        body.length);
                kept.fill(path, body);
                return kept;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void fill(Path path, byte[] body) throws IOException {
            try {
                Files.deleteIfExists(path); // so that it is gone even if the process is killed
                write(body);
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        private void write(byte[] body) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(body);
            while (left.hasRemaining()) {
                file.write(left);
            }
        }

        @Override
        public byte[] bytes() {
            try (InputStream in = reader()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public BodyPublisher publisher() {
            return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::reader), length);
        }

        /** Has a place of its own in the file, so that attempts cannot get into each other's way. */
        private InputStream reader() {
            return new FileReading(file);
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
