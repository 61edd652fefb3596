package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may come in: whoever knows the token, or was let in with it before. A file keeps the hashes of the token and of those who are in,
 * never them. The token has 256 random bits, so that a plain hash of it says nothing. Safe for use by several threads.
 */
public final class Logins {

    /** How long somebody stays in. */
    static final Duration LIFE = Duration.ofDays(30);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_FAILURES = 10;
    private static final int MOST_INSIDE = 100;
    private static final int BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> inside = new HashMap<>();
    private final Deque<Instant> failures = new ArrayDeque<>();
    private String token = "";

    private Logins(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Reads who may come in; without a token nobody may until {@link #newToken} makes one.
     *
     * @param file is made when there is something to keep, for its owner only
     */
    public static Logins open(Path file, InstantSource clock) {
        Logins logins = new Logins(file, clock);
        logins.read();
        return logins;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            JsonNode kept = JSON.readTree(Files.readAllBytes(file));
            token = kept.path("token_sha256").asText();
            kept.path("inside")
                    .properties()
                    .forEach(entry -> inside.put(
                            entry.getKey(), Instant.parse(entry.getValue().asText())));
        } catch (IOException | DateTimeException unreadable) {
            throw new UncheckedIOException(new IOException(
                    file + " cannot be read: delete it to have a new token made (" + unreadable.getMessage() + ")"));
        }
    }

    /** Whether there is a token already. */
    public boolean hasToken() {
        lock.lock();
        try {
            return !token.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a new token, to be shown once; the one before is good for nothing any more, and who is in has to come in anew. */
    public String newToken() {
        lock.lock();
        try {
            String made = secret();
            token = hash(made);
            inside.clear();
            write();
            return made;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether this is the token.
     *
     * @throws RefusedException if it is not, and too many were not
     */
    boolean isToken(String offered) {
        lock.lock();
        try {
            boolean right = isSame(token, hash(offered));
            if (!right) {
                countWrong();
            }
            return right;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets somebody in.
     *
     * @return what they show from now on
     * @throws RefusedException if this is not the token, or too many were not
     */
    String letIn(String offered) {
        lock.lock();
        try {
            if (!isToken(offered)) {
                throw new RefusedException(
                        401,
                        "wrong_token",
                        "This is not the token: it was printed when the server started first; ./perennial serve --new-token makes another.");
            }
            return admitted();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever has the token is never kept waiting by those who guess. */
    private void countWrong() {
        Instant begin = clock.instant().minus(WINDOW);
        while (!failures.isEmpty() && failures.getFirst().isBefore(begin)) {
            failures.removeFirst();
        }
        if (failures.size() >= MOST_FAILURES) {
            throw new RefusedException(
                    429, "too_many_logins", "Too many wrong tokens were tried: wait a minute, then try again.");
        }
        failures.addLast(clock.instant());
    }

    private String admitted() {
        Instant now = clock.instant();
        inside.values().removeIf(now::isAfter);
        while (inside.size() >= MOST_INSIDE) {
            inside.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(oldest -> inside.remove(oldest.getKey()));
        }
        String shown = secret();
        inside.put(hash(shown), now.plus(LIFE));
        write();
        return shown;
    }

    /** Whether somebody who shows this is in. */
    boolean isInside(String shown) {
        lock.lock();
        try {
            Instant until = inside.get(hash(shown));
            return until != null && clock.instant().isBefore(until);
        } finally {
            lock.unlock();
        }
    }

    /** Lets somebody out. */
    void letOut(String shown) {
        lock.lock();
        try {
            if (inside.remove(hash(shown)) != null) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String secret) {
        return Digests.of(secret.getBytes(UTF_8));
    }

    /** In a time that tells nothing of where they differ. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private void write() {
        ObjectNode kept = JSON.createObjectNode().put("token_sha256", token);
        ObjectNode all = kept.putObject("inside");
        inside.forEach((hash, until) -> all.put(hash, until.toString()));
        try {
            OwnerOnly.replace(file, JSON.writeValueAsBytes(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
