package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the newest requests in memory and appends all of them to a file, if there is one. */
final class RequestLog {

    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final int MOST_REQUESTS = 1_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final Set<String> SECRET = Set.of("x-api-key", "authorization", "proxy-authorization", "cookie");

    private record Entry(LoggedRequest request, long bytes) {}

    private final Optional<Path> file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Entry> newest = new ArrayDeque<>();
    private long bytes;
    private boolean warned;

    RequestLog(Optional<Path> file) {
        this.file = file;
    }

    void add(LoggedRequest request, long bodyBytes, Instant at) {
        lock.lock();
        try {
            newest.add(new Entry(request, bodyBytes));
            bytes += bodyBytes;
            while (newest.size() > MOST_REQUESTS || (bytes > MOST_BYTES && newest.size() > 1)) {
                bytes -= newest.remove().bytes;
            }
            file.ifPresent(f -> append(f, line(request, at)));
        } finally {
            lock.unlock();
        }
    }

    List<LoggedRequest> requests() {
        lock.lock();
        try {
            return newest.stream().map(Entry::request).toList();
        } finally {
            lock.unlock();
        }
    }

    static Headers withoutSecrets(Headers headers) {
        return new Headers(headers.fields().stream()
                .map(f -> SECRET.contains(f.name().toLowerCase(Locale.ROOT))
                        ? new Headers.Field(f.name(), "[redacted]")
                        : f)
                .toList());
    }

    private void append(Path file, String line) {
        try (SeekableByteChannel log = Files.newByteChannel(file, APPENDING, forOwnerOnly(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        } catch (IOException e) {
            warnOnce(file, e);
        }
    }

    private void warnOnce(Path file, IOException e) {
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "Cannot write the request log " + file + "; choose another file.", e);
        }
    }

    /** The log holds prompts. */
    private static FileAttribute<?>[] forOwnerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String line(LoggedRequest request, Instant at) {
        ObjectNode line = Json.object()
                .put("number", request.number())
                .put("at", at.toString())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query())
                .put("status", request.status())
                .put("request_id", request.requestId());
        request.headers().joined().forEach(line.putObject("headers")::put);
        if (!request.body().isMissingNode()) {
            line.set("body", request.body());
        }
        return Json.write(line) + "\n";
    }
}
