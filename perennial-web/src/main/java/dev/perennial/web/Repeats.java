package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does once what is asked for twice under the same {@code Idempotency-Key}, because the first answer was lost on its way, or the server
 * died before it could answer, or the second one comes to another server. What came of a key is known for the last thousand of them. Safe
 * for use by several threads.
 */
final class Repeats implements AutoCloseable {

    private static final int KEPT = 1000;
    private static final int LONGEST = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Done> done = new LinkedHashMap<>();
    private final Optional<KeyLog> log;

    /** What is to be done once in a session. */
    interface Work {

        /** The session in which it is to be done. */
        String session();

        /** The number of that session's last event: it was not done before. */
        long lastEvent(String session);

        /**
         * Whether it was done already, after that place: an earlier process may have died before or after.
         *
         * @param keyHash what {@link #run} was given then
         */
        boolean isDone(Place place, String keyHash);

        /**
         * Does it.
         *
         * @param keyHash of the key under which it is done and of the session, by which it is known later; empty without a key
         */
        void run(String session, String keyHash);
    }

    /**
     * A place in a session.
     *
     * @param after the number of its last event
     */
    record Place(String session, long after) {}

    /**
     * A key that came with a request.
     *
     * @param what what it belongs to besides itself
     */
    private record Key(String what, String text) {

        /** Tells it from those that belong to something else. */
        String name() {
            return what + "\n" + text;
        }

        /** What is kept of it in a session. */
        String hashIn(String session) {
            return Digests.of((session + "\n" + text).getBytes(UTF_8));
        }
    }

    /**
     * What a key was used for, and what came of it.
     *
     * @param digest of the body: a thousand bodies would be many gigabytes
     */
    private record Done(String digest, CompletableFuture<String> result) {}

    /**
     * This process has done nothing yet.
     *
     * @param log outlives the process, and is closed with this; empty to forget all with it
     */
    Repeats(Optional<KeyLog> log) {
        this.log = log;
    }

    /**
     * Does it, unless it was done under the request's key.
     *
     * @param what what the key belongs to besides itself
     * @return the session it was done in
     * @throws RefusedException if the key was used with another body
     */
    String once(Exchange exchange, String what, ObjectNode body, Work work) {
        Optional<String> key = exchange.headers().first("Idempotency-Key").filter(text -> !text.isBlank());
        if (key.isEmpty()) {
            String session = work.session();
            work.run(session, "");
            return session;
        }
        if (key.get().length() > LONGEST) {
            throw RefusedException.invalid(
                    "Idempotency-Key", key.get().substring(0, 40) + "…", "say at most " + LONGEST + " characters");
        }
        return once(new Key(what, key.get()), Digests.of(body.toString().getBytes(UTF_8)), work);
    }

    private String once(Key key, String digest, Work work) {
        CompletableFuture<String> own = new CompletableFuture<>();
        Optional<Done> before = before(key.name(), new Done(digest, own));
        if (before.isPresent()) {
            return result(before.get(), digest);
        }
        try {
            String result = doneNow(key, digest, work);
            own.complete(result);
            return result;
        } catch (RuntimeException | Error failed) {
            forget(key.name()); // so that it can be tried again
            own.completeExceptionally(failed);
            throw failed;
        }
    }

    private String doneNow(Key key, String digest, Work work) {
        Optional<KeyLog.Use> earlier = log.flatMap(kept -> kept.earlier(key.name()));
        return earlier.map(use -> doneOnce(key, digest, use, work)).orElseGet(() -> doneFirst(key, digest, work));
    }

    private String doneFirst(Key key, String digest, Work work) {
        String session = work.session();
        KeyLog.Use own = new KeyLog.Use(digest, session, log.isPresent() ? work.lastEvent(session) : 0);
        KeyLog.Use claimed = log.map(kept -> kept.claim(key.name(), own)).orElse(own);
        if (!claimed.equals(own)) {
            return doneOnce(key, digest, claimed, work);
        }
        run(key, own, work);
        return own.session();
    }

    /** An earlier process may have died before or after it did it, and another server may be about to do it. */
    private String doneOnce(Key key, String digest, KeyLog.Use use, Work work) {
        requireSame(use.digest(), digest);
        Place place = new Place(use.session(), use.after());
        if (!use.done() && !work.isDone(place, key.hashIn(use.session()))) {
            run(key, use, work);
        }
        return use.session();
    }

    private void run(Key key, KeyLog.Use use, Work work) {
        try {
            work.run(use.session(), key.hashIn(use.session()));
        } catch (RuntimeException | Error failed) {
            log.ifPresent(kept -> kept.forget(key.name()));
            throw failed;
        }
        log.ifPresent(kept -> kept.keep(key.name(), use.whenDone()));
    }

    private static void requireSame(String before, String digest) {
        if (!before.equals(digest)) {
            throw new RefusedException(
                    422, "key_used", "`Idempotency-Key` was used with another body: take a new key for a new request.");
        }
    }

    private static String result(Done before, String digest) {
        requireSame(before.digest(), digest);
        try {
            return before.result().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private Optional<Done> before(String key, Done now) {
        lock.lock();
        try {
            Optional<Done> before = Optional.ofNullable(done.putIfAbsent(key, now));
            if (done.size() > KEPT) {
                done.remove(done.keySet().iterator().next());
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    private void forget(String key) {
        lock.lock();
        try {
            done.remove(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        log.ifPresent(KeyLog::close);
    }
}
