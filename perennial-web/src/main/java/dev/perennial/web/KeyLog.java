package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What idempotency keys were used for, in a file: written before anything is done and again when it was, so that whoever comes after a
 * process that died knows what was done, and that something was tried of which it has to look whether it was. Keys and bodies are kept
 * as hashes. A file that cannot be written is logged, and keeps nobody from saying something. Safe for use by several threads.
 */
final class KeyLog {

    private static final System.Logger LOG = System.getLogger(KeyLog.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A key has two lines. */
    private static final int KEPT = 2000;

    private final Path file;
    private final Map<String, Use> earlier;

    /**
     * What a key was used for.
     *
     * @param digest of the body
     * @param session what it was about
     * @param after the number of the session's last event before
     * @param done whether that was done to its end
     */
    record Use(String digest, String session, long after, boolean done) {

        Use(String digest, String session, long after) {
            this(digest, session, after, false);
        }

        Use whenDone() {
            return new Use(digest, session, after, true);
        }
    }

    private KeyLog(Path file, Map<String, Use> earlier) {
        this.file = file;
        this.earlier = earlier;
    }

    /**
     * Reads what earlier processes have left; of much only the latest stays.
     *
     * @param file made with the first key, for its owner only
     */
    static KeyLog open(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            List<String> latest = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
            Map<String, Use> earlier = new LinkedHashMap<>();
            latest.forEach(line -> read(line, earlier));
            KeyLog log = new KeyLog(file, earlier);
            log.rewrite();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used: mend or delete it", e);
        }
    }

    /** A later line of a key counts more. One that was cut off with its process was of something that was not begun, or not told. */
    private static void read(String line, Map<String, Use> uses) {
        try {
            JsonNode use = JSON.readTree(line);
            String key = use.path("key").asText();
            if (use.path("refused").asBoolean()) {
                uses.remove(key);
            } else if (!key.isEmpty()) {
                uses.put(
                        key,
                        new Use(
                                use.path("digest").asText(),
                                use.path("session").asText(),
                                use.path("after").asLong(),
                                use.path("done").asBoolean()));
            }
        } catch (JsonProcessingException cutOff) {
            LOG.log(System.Logger.Level.DEBUG, "A line of the keys cannot be read", cutOff);
        }
    }

    private void rewrite() throws IOException {
        StringBuilder all = new StringBuilder();
        earlier.forEach((hash, use) -> all.append(line(hash, use)));
        OwnerOnly.createFolder(folder());
        OwnerOnly.replace(file, all.toString().getBytes(UTF_8));
    }

    private Path folder() {
        return requireNonNull(file.toAbsolutePath().getParent(), "the folder of a file");
    }

    /** What an earlier process used a key for. */
    Optional<Use> earlier(String key) {
        return Optional.ofNullable(earlier.get(hash(key)));
    }

    /** Keeps what a key is going to be used for, or was; on the disk when this returns. */
    void keep(String key, Use use) {
        append(line(hash(key), use));
    }

    /** Nothing was done under a key. */
    void forget(String key) {
        append(JSON.createObjectNode().put("key", hash(key)).put("refused", true) + "\n");
    }

    private static String hash(String key) {
        return Digests.of(key.getBytes(UTF_8));
    }

    private static String line(String hash, Use use) {
        ObjectNode json = JSON.createObjectNode().put("key", hash).put("digest", use.digest());
        json.put("session", use.session()).put("after", use.after());
        return (use.done() ? json.put("done", true) : json) + "\n";
    }

    private synchronized void append(String line) {
        try {
            OwnerOnly.createFolder(folder());
            try (FileChannel channel = FileChannel.open(file, APPENDING, OwnerOnly.file(file))) {
                write(channel, ByteBuffer.wrap(line.getBytes(UTF_8)));
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    file + " cannot be written: what is asked for twice is done twice if the server dies in between",
                    e);
        }
    }

    /** All of it or nothing, so that the next line is one by itself. */
    private static void write(FileChannel channel, ByteBuffer line) throws IOException {
        long before = channel.size();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException full) {
            channel.truncate(before);
            throw full;
        }
    }

    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
}
