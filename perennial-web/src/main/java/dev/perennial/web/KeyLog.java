package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What idempotency keys were used for, in a file: written before anything is done and again when it was, so that whoever comes after a
 * process that died knows what was done, and that something was tried of which it has to look whether it was. Servers with the same file
 * know of each other's keys. Keys and bodies are kept as hashes. A file that cannot be written is logged, and keeps nobody from saying
 * something. Safe for use by several threads and processes.
 */
final class KeyLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeyLog.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 1000;
    /** A key has two lines; a file that has become as long as this is made shorter at a start. */
    static final int LONG = 8 * KEPT;

    /** Requests have to wait for who keeps the file locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path file;
    private final ReplacedLines lines;
    private final Map<String, Use> uses = new LinkedHashMap<>();
    private int read;
    private boolean closed;

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

    private KeyLog(Path file, Duration patience) {
        this.file = file;
        this.lines = new ReplacedLines(file, patience);
    }

    /**
     * Reads what others have left; of much only the latest stays.
     *
     * @param file made, for its owner only, if it is not there
     */
    static KeyLog open(Path file) {
        return open(file, PATIENCE);
    }

    /** One that waits so long for others that keep the file locked. */
    static KeyLog open(Path file, Duration patience) {
        KeyLog log = new KeyLog(file, patience);
        try {
            log.lines.read(log::take);
            if (log.read >= LONG) {
                log.shorten();
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used: mend or delete it", e);
        }
    }

    private void shorten() {
        try {
            lines.replace(
                    () -> uses.entrySet().stream()
                            .map(use -> line(use.getKey(), use.getValue()))
                            .toList(),
                    this::take);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, file + " stays as long as it is for now", e);
        }
    }

    /** A later line of a key counts more. One that was cut off with its process was of something that was not begun, or not told. */
    private void take(String line) {
        read++;
        try {
            JsonNode use = JSON.readTree(line);
            String hash = use.path("key").asText();
            if (use.path("refused").asBoolean()) {
                uses.remove(hash);
            } else if (!hash.isEmpty()) {
                put(hash, use(use));
            }
        } catch (JsonProcessingException cutOff) {
            LOG.log(System.Logger.Level.DEBUG, "A line of the keys cannot be read", cutOff);
        }
    }

    private void put(String hash, Use use) {
        uses.put(hash, use);
        if (uses.size() > KEPT) {
            uses.remove(uses.keySet().iterator().next());
        }
    }

    private static Use use(JsonNode json) {
        return new Use(
                json.path("digest").asText(),
                json.path("session").asText(),
                json.path("after").asLong(),
                json.path("done").asBoolean());
    }

    private static String line(String hash, Use use) {
        ObjectNode json = JSON.createObjectNode().put("key", hash).put("digest", use.digest());
        json.put("session", use.session()).put("after", use.after());
        return (use.done() ? json.put("done", true) : json).toString();
    }

    private static String hash(String key) {
        return Digests.of(key.getBytes(UTF_8));
    }

    /** What a key was used for, by whomever. */
    synchronized Optional<Use> earlier(String key) {
        if (!closed) {
            try {
                lines.read(this::take);
            } catch (IOException e) {
                unusable(e);
            }
        }
        return Optional.ofNullable(uses.get(hash(key)));
    }

    /**
     * Keeps what a key is going to be used for; on the disk when this returns.
     *
     * @return what it is used for: something else if another server was faster
     */
    synchronized Use claim(String key, Use wanted) {
        String hash = hash(key);
        add(() -> uses.containsKey(hash) ? List.of() : List.of(line(hash, wanted)));
        Use claimed = uses.getOrDefault(hash, wanted);
        put(hash, claimed);
        return claimed;
    }

    /** Keeps what a key was used for. */
    synchronized void keep(String key, Use use) {
        String hash = hash(key);
        add(() -> List.of(line(hash, use)));
        put(hash, use);
    }

    /** Nothing was done under a key. */
    synchronized void forget(String key) {
        String hash = hash(key);
        add(() -> List.of(
                JSON.createObjectNode().put("key", hash).put("refused", true).toString()));
        uses.remove(hash);
    }

    private void add(Supplier<List<String>> more) {
        try {
            if (closed) {
                throw new IOException("it is closed");
            }
            lines.add(more, this::take);
        } catch (IOException e) {
            unusable(e);
        }
    }

    private void unusable(IOException why) {
        LOG.log(
                System.Logger.Level.WARNING,
                file + " cannot be used: what is asked for twice is done twice if the server dies in between",
                why);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            lines.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, file + " was closed uncleanly", e);
        }
    }
}
