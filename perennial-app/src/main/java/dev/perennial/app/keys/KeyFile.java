package dev.perennial.app.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The file of keys, which only its owner can read: names, hashes and allowances. Safe for use by several threads and processes, each of
 * which sees what others change.
 */
public final class KeyFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYS = "keys";

    private final Path folder;
    private final Path file;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** That of a folder; neither need be there yet. */
    public KeyFile(Path folder, InstantSource clock) {
        this.folder = folder;
        this.file = folder.resolve("keys.json");
        this.clock = clock;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * All keys, in the order in which they were made.
     *
     * @throws KeyFileException if the file cannot be read
     */
    public List<ClientKey> keys() {
        try {
            List<ClientKey> keys = new ArrayList<>();
            if (Files.exists(file)) {
                JSON.readTree(Files.readAllBytes(file)).path(KEYS).forEach(node -> keys.add(key(node)));
            }
            return List.copyOf(keys);
        } catch (JsonProcessingException malformed) {
            throw unreadable("it is no JSON at line " + malformed.getLocation().getLineNr(), malformed);
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Makes a key for a client that has none.
     *
     * @return the key; it is kept nowhere
     * @throws KeyFileException if there is a client of that name, or the file cannot be written
     */
    public String add(String name, Allowance allowance) {
        String secret = ClientKey.secret(random);
        change(keys -> {
            if (keys.stream().anyMatch(k -> k.name().equals(name))) {
                throw new KeyFileException("There is a key for `" + name + "` already: choose another name, or remove"
                        + " it first with `perennial keys remove " + name + "`.");
            }
            List<ClientKey> more = new ArrayList<>(keys);
            more.add(new ClientKey(name, ClientKey.hash(secret), clock.instant(), allowance));
            return more;
        });
        return secret;
    }

    /**
     * Takes the key of a client back.
     *
     * @throws KeyFileException if there is none of that name, or the file cannot be written
     */
    public void remove(String name) {
        change(keys -> {
            List<ClientKey> fewer =
                    keys.stream().filter(k -> !k.name().equals(name)).toList();
            if (fewer.size() == keys.size()) {
                throw new KeyFileException("There is no key for `" + name + "`: `perennial keys` lists them.");
            }
            return fewer;
        });
    }

    /** One process at a time: none may undo what another one has done. */
    private synchronized void change(UnaryOperator<List<ClientKey>> change) {
        Path guard = folder.resolve("keys.lock");
        try {
            OwnerOnly.createFolder(folder);
            try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                List<ClientKey> changed = change.apply(keys());
                if (held.isValid()) {
                    OwnerOnly.replace(file, bytes(changed));
                }
            }
        } catch (IOException e) {
            throw new KeyFileException("The keys cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(List<ClientKey> keys) throws JsonProcessingException {
        ObjectNode all = JSON.createObjectNode();
        keys.forEach(key -> all.withArray(KEYS).add(node(key)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    }

    private static ObjectNode node(ClientKey key) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", key.name())
                .put("sha256", key.hash())
                .put("made", key.made().toString());
        key.allowance().limits().forEach((limit, amount) -> node.put(limit.key(), amount));
        return node;
    }

    private ClientKey key(JsonNode node) {
        Allowance allowance = Allowance.ALL;
        for (Limit limit : Limit.values()) {
            if (node.has(limit.key())) {
                String text = node.path(limit.key()).asText();
                allowance = allowance.with(
                        limit,
                        Allowance.amount(limit, text)
                                .orElseThrow(() -> unusable(node, limit.key() + " is " + text + ", no amount")));
            }
        }
        return new ClientKey(text(node, "name"), text(node, "sha256"), made(node), allowance);
    }

    private String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        if (text.isEmpty()) {
            throw unusable(node, field + " is missing");
        }
        return text;
    }

    private Instant made(JsonNode node) {
        try {
            return Instant.parse(text(node, "made"));
        } catch (DateTimeException e) {
            throw unusable(node, "made is " + node.path("made").asText() + ", no time");
        }
    }

    private KeyFileException unusable(JsonNode node, String why) {
        return new KeyFileException(file + ": the key of `" + node.path("name").asText() + "` cannot be used: " + why
                + "; mend or remove it.");
    }

    private KeyFileException unreadable(String why, Throwable cause) {
        return new KeyFileException(file + " cannot be read: " + why + "; mend or remove it.", cause);
    }
}
