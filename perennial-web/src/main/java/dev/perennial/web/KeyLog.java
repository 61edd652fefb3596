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
 * What idempotency keys were used for, in a file: written before anything is done, so that whoever comes after a process that died
 * knows that something was tried, and can look whether it was done. Keys and bodies are kept as hashes. Safe for use by several
 * threads.
 */
final class KeyLog {

    private static final System.Logger LOG = System.getLogger(KeyLog.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 1000;

    private final Path file;
    private final Map<String, Use> earlier;

    /**
     * What a key was used for.
     *
     * @param digest of the body
     * @param session what it was about
     * @param after the number of the session's last event before
     */
    record Use(String digest, String session, long after) {}

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

    /** A line that was cut off with its process was of something that was not begun. */
    private static void read(String line, Map<String, Use> uses) {
        try {
            JsonNode use = JSON.readTree(line);
            uses.put(
                    use.path("key").asText(),
                    new Use(
                            use.path("digest").asText(),
                            use.path("session").asText(),
                            use.path("after").asLong()));
        } catch (JsonProcessingException cutOff) {
            LOG.log(System.Logger.Level.DEBUG, "A line of the keys cannot be read", cutOff);
        }
    }

    private void rewrite() throws IOException {
        StringBuilder all = new StringBuilder();
        earlier.forEach((key, use) -> all.append(line(key, use)));
        OwnerOnly.createFolder(requireNonNull(file.toAbsolutePath().getParent(), "the folder of a file"));
        OwnerOnly.replace(file, all.toString().getBytes(UTF_8));
    }

    /** What an earlier process used a key for. */
    Optional<Use> earlier(String key) {
        return Optional.ofNullable(earlier.get(Digests.of(key.getBytes(UTF_8))));
    }

    /** Keeps what a key is going to be used for; on the disk when this returns. */
    void keep(String key, Use use) {
        ByteBuffer line =
                ByteBuffer.wrap(line(Digests.of(key.getBytes(UTF_8)), use).getBytes(UTF_8));
        try (FileChannel channel = FileChannel.open(file, APPENDING)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static String line(String hash, Use use) {
        ObjectNode json = JSON.createObjectNode().put("key", hash).put("digest", use.digest());
        return json.put("session", use.session()).put("after", use.after()) + "\n";
    }

    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);
}
